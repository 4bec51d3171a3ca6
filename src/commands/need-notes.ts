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
  for (const { lot } of missing) if (!near.has(lot.part)) near.set(lot.part, { left: [], kept: [] })
  for (const lot of found.left) near.get(lot.part)?.left.push(lot)
  for (const lot of kept) near.get(lot.part)?.kept.push(lot)
  const titles = new Map<number, string>()
  return new Map(missing.map((one) => [one, noteOf(one.lot)]))

  function noteOf({ part, color }: Lot): string {
    const owned = near.get(part)
    if (!owned || owned.left.length + owned.kept.length === 0) return ''
    const { left, kept: apart } = owned
    const same = (lot: Lot) => lot.color === color
    // Mostly there is some in other colors only, and then one note is for all lots of the part.
    if (apart.length === 0 && !left.some(same)) return (owned.note ??= inWords(inColors(left)))
    const mine = left.filter(same)
    const notes = [
      ...sums(mine, ({ condition = 'X' }) => CONDITIONS[condition]),
      ...sums(apart.filter(same), stateOf),
      ...inColors(left.filter((lot) => !same(lot))),
    ]
    return inWords(notes)
  }

  /** The colors that there is most in. */
  function inColors(lots: readonly Lot[]): string[] {
    return sums(lots, ({ color }) => titleOf(color), 2)
  }

  function titleOf(color: number): string {
    const title = titles.get(color) ?? `in ${colorTitle('ldraw', color, catalog)}`
    titles.set(color, title)
    return title
  }

  function stateOf(lot: Lot): string {
    const { state = 'loose', place = '', source = '' } = whereabouts().get(lot) ?? {}
    if (state !== 'loose') return source === '' ? state : `${state} in ${source}`
    return place === '' ? `of ${source}` : `at ${place}`
  }
}

const CONDITIONS = { N: 'new', U: 'used', X: 'of unknown condition' }

/** What is owned of a part and not used. */
interface Near {
  left: Lot[]
  kept: Lot[]
  /** What is said of it to whom wants another color. */
  note?: string
}

function inWords(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `you own ${notes.join(', ')}`
}

/** `30 in Green`, the largest first, and at most so many. */
function sums(lots: readonly Lot[], nameOf: (lot: Lot) => string, most = Infinity): string[] {
  if (lots.length === 0) return []
  const found = new Map<string, number>()
  for (const lot of lots) {
    const name = nameOf(lot)
    found.set(name, (found.get(name) ?? 0) + lot.quantity)
  }
  const sorted = [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return sorted.slice(0, most).map(([name, pieces]) => `${pieces} ${name}`)
}
