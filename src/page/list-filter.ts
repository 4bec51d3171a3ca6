import { element, elements, isFound, piecesOf } from './list-elements.js'

/** Shows the lots that are as the controls say, and tells how many. */
export function openFilter(rows: readonly HTMLElement[]): { refresh: () => void } {
  const search = element<HTMLInputElement>('search')
  const choices = ['color', 'group'].map((id) => element<HTMLSelectElement>(id))
  const [color, group] = choices
  const ticks = ['missing', 'open'].map((id) => element<HTMLInputElement>(id))
  const [missing, open] = ticks
  const texts = new Map(rows.map((row) => [row, textOf(row)]))
  const groups = new Map(rows.map((row) => [row, row.parentElement?.dataset['group']]))
  let wasFiltered = false
  for (const control of [search, ...choices, ...ticks]) control?.addEventListener('input', refresh)
  element('all')?.addEventListener('click', () => {
    clear()
    search?.focus()
  })
  addEventListener('hashchange', showTarget)
  showTarget()
  return { refresh }

  function refresh(): void {
    const words = plain(search?.value ?? '')
      .split(' ')
      .filter(Boolean)
    for (const row of rows) row.hidden = !isWanted(row, words)
    for (const body of elements('.group')) body.hidden = elements('tr.lot', body).every((row) => row.hidden)
    const shown = rows.filter((row) => !row.hidden)
    element('nothing')?.toggleAttribute('hidden', shown.length > 0)
    tell(shown)
  }

  function isWanted(row: HTMLElement, words: readonly string[]): boolean {
    if (color?.value && row.dataset['color'] !== color.value) return false
    if (group?.value && groups.get(row) !== group.value) return false
    if (missing?.checked && row.dataset['missing'] === '0') return false
    if (open?.checked && isFound(row)) return false
    return words.every((word) => texts.get(row)?.includes(word))
  }

  /** Nothing is told before something is looked for. */
  function tell(shown: readonly HTMLElement[]): void {
    const isFiltered = shown.length < rows.length
    const status = element('shown')
    const text = isFiltered
      ? `${shown.length} of ${rows.length} lots are shown, ${piecesOf(shown)} parts`
      : `All ${rows.length} lots are shown`
    if (status) status.textContent = isFiltered || wasFiltered ? text : ''
    wasFiltered ||= isFiltered
  }

  function clear(): void {
    if (search) search.value = ''
    for (const choice of choices) if (choice) choice.value = ''
    for (const tick of ticks) if (tick) tick.checked = false
    refresh()
  }

  /** A link to a lot leads to it, also where that is not shown. */
  function showTarget(): void {
    const target = rows.find(({ id }) => `#${id}` === location.hash)
    if (!target?.hidden) return
    clear()
    target.scrollIntoView()
  }
}

/** All that can be looked for: numbers, name, color, stores. */
function textOf(row: HTMLElement): string {
  return plain(
    elements('td:not(.qty,.own,.each,.sum)', row)
      .map(({ textContent }) => textContent)
      .join(' '),
  )
}

/** As people type it: `2x4` is the same as `2 x 4`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=\d)\s*[x×]\s*(?=\d)/g, 'x')
    .replace(/\s+/g, ' ')
}
