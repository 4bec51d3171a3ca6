import { openFilter } from './list-filter.js'
import { openFound } from './list-found.js'
import { openSorting } from './list-sort.js'
import { element, elements } from './list-elements.js'
import { openTheme } from './list-theme.js'

/** Searches, filters, sorts and checks off what the page lists. Without it the page is there to be read. */
document.documentElement.dataset['script'] = 'on'
openTheme(element('theme'))
const rows = elements<HTMLTableRowElement>('tr.lot')
const found = openFound(rows, document.body.dataset['key'] ?? '')
const filter = openFilter(rows)
found.onChange(filter.refresh)
openSorting(rows, filter.refresh)
if (rows.length > 0) element('controls')?.removeAttribute('hidden')

for (const button of elements<HTMLButtonElement>('.copy')) {
  const text = button.parentElement?.querySelector('textarea')
  if (!text || !('clipboard' in navigator)) continue
  button.hidden = false
  button.addEventListener('click', () => {
    text.select()
    navigator.clipboard.writeText(text.value).then(
      () => (button.textContent = 'Copied'),
      () => (button.textContent = 'Not allowed here: press Ctrl-C'),
    )
  })
}

// Pictures that wait to be seen are not waited for by all printers.
addEventListener('beforeprint', () => elements<HTMLImageElement>('img').forEach((image) => (image.loading = 'eager')))
