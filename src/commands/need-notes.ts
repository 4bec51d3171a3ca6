import { colorTitle } from '../core/catalog/color-title.js'
import type { Lot } from '../core/inventory.js'
import type { NeededLot } from '../core/lists/needed.js'
import type { Supply } from './need-supply.js'

/** What is owned of the very part and not used: `you own 30 in Green`. */
export function nearNotes(
  missing: readonly NeededLot[],
  { found, kept, whereabouts, loaded: { catalog } }: Supply,
): Map<NeededLot, string> {
  const near = new Map<string, Near>()
  for (const { lot } of missing) near.set(lot.part, { left: [], kept: [], colors: new Map() })
  for (const lot of found.left) near.get(lot.part)?.left.push(lot)
  for (const lot of kept) near.get(lot.part)?.kept.push(lot)
  for (const { left, colors } of near.values())
    for (const { color, quantity } of left) colors.set(color, (colors.get(color) ?? 0) + quantity)
  const titles = new Map<number, string>()
  return new Map(missing.map((one) => [one, noteOf(one.lot)]))

  function noteOf({ part, color }: Lot): string {
    const { left = [], kept: apart = [], colors } = near.get(part) ?? {}
    if (left.length + apart.length === 0) return ''
    const same = (lot: Lot) => lot.color === color
    const others = [...(colors ?? [])].filter(([other]) => other !== color)
    const notes = [
      ...sums(left.filter(same), ({ condition = 'X' }) => CONDITIONS[condition]),
      ...sums(apart.filter(same), stateOf),
      ...sums(
        others.map(([other, quantity]) => ({ color: other, quantity })),
        (other) => `in ${titleOf(other.color)}`,
      ).slice(0, 2),
    ]
    return notes.length === 0 ? '' : `you own ${notes.join(', ')}`
  }

  function titleOf(color: number): string {
    const title = titles.get(color) ?? colorTitle('ldraw', color, catalog)
    titles.set(color, title)
    return title
  }

  function stateOf(lot: Lot): string {
    const { state = 'loose', place = '', source = '' } = whereabouts.get(lot) ?? {}
    if (state !== 'loose') return source === '' ? state : `${state} in ${source}`
    return place === '' ? `of ${source}` : `at ${place}`
  }
}

const CONDITIONS = { N: 'new', U: 'used', X: 'of unknown condition' }

/** What is owned of a part and not used, and how much of it in each color. */
interface Near {
  left: Lot[]
  kept: Lot[]
  colors: Map<number, number>
}

/** `30 in Green`, the largest first. */
function sums<T extends { quantity: number }>(lots: T[], nameOf: (lot: T) => string): string[] {
  const found = new Map<string, number>()
  for (const lot of lots) {
    const name = nameOf(lot)
    found.set(name, (found.get(name) ?? 0) + lot.quantity)
  }
  const sorted = [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return sorted.map(([name, pieces]) => `${pieces} ${name}`)
}
