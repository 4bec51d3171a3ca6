import { element, elements } from './list-elements.js'

type Direction = 'ascending' | 'descending'

/** Buttons in the heads of columns: the one way, the other way, and as it was, in groups. */
export function openSorting(rows: readonly HTMLElement[], refresh: () => void): void {
  const table = element('lots')
  if (!table) return
  const homes = rows.map((row) => row.parentElement)
  const sorted = document.createElement('tbody')
  sorted.className = 'group'
  const heads = elements('th[data-sort]', table)
  for (const head of heads) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = head.textContent
    button.addEventListener('click', () => sortBy(head))
    head.replaceChildren(button)
  }

  function sortBy(head: HTMLElement): void {
    const isNumber = head.dataset['sort'] === 'number'
    // Of numbers the largest are looked for.
    const ways: Direction[] = isNumber ? ['descending', 'ascending'] : ['ascending', 'descending']
    const before = ways.indexOf(head.ariaSort as Direction)
    const way = ways[before + 1]
    for (const other of heads) other.removeAttribute('aria-sort')
    if (way) {
      head.ariaSort = way
      const order = compared(head.className, { isNumber, sign: way === 'ascending' ? 1 : -1 })
      table?.append(sorted)
      sorted.append(...rows.toSorted(order))
    } else {
      rows.forEach((row, place) => homes[place]?.append(row))
      sorted.remove()
    }
    refresh()
  }
}

/** What says nothing comes last. */
function compared(
  column: string,
  { isNumber, sign }: { isNumber: boolean; sign: number },
): (a: HTMLElement, b: HTMLElement) => number {
  return (a, b) => {
    const [one, two] = [a, b].map((row) => textIn(row, column)) as [string, string]
    if (!isNumber)
      return Number(one === '') - Number(two === '') || sign * one.localeCompare(two, 'en', { numeric: true })
    const [x, y] = [one, two].map(numberIn) as [number, number]
    return Number(isNaN(x)) - Number(isNaN(y)) || sign * (x - y) || 0
  }
}

/** Of what is owned, what is missing. */
function textIn(row: HTMLElement, column: string): string {
  if (column === 'own') return row.dataset['missing'] ?? ''
  return row.querySelector(`td.${column}`)?.textContent ?? ''
}

/** The first that is in a text: `4x`, `≈ 0.10`. */
function numberIn(text: string): number {
  return parseFloat(/\d+(\.\d+)?/.exec(text)?.[0] ?? 'NaN')
}
