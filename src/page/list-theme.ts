import { kept, keep } from './list-storage.js'

const KEY = 'brick theme'

/** A button for the page by day or by night, instead of what the system says. */
export function openTheme(button: HTMLElement | undefined): void {
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme:dark)')
  const chosen = kept(KEY)
  if (chosen === 'dark' || chosen === 'light') root.dataset['theme'] = chosen
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    root.dataset['theme'] = other()
    keep(KEY, root.dataset['theme'])
    show()
  })
  system.addEventListener('change', show)
  show()

  function other(): string {
    const now = root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')
    return now === 'dark' ? 'light' : 'dark'
  }

  function show(): void {
    if (button) button.textContent = other() === 'dark' ? 'Dark page' : 'Light page'
  }
}
