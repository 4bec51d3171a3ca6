import { sortRows } from '../core/lists/arrange.js'
import { picksOf, type Picking } from '../core/lists/picks.js'
import { byNumber } from '../core/order.js'
import { describe } from '../core/translate/describe.js'
import type { PickRow } from '../formats/view/pick-table.js'
import { decisionsFor, type Supply } from './need-supply.js'
import { lotName } from './need-words.js'

export type PickBy = 'loc' | 'color'

/** What to take from where, with all that is known of it. */
export interface Picked extends PickRow {
  picking: Picking
}

/** In the order in which one goes: by place, counted as people do, then by part; or by color first. */
export function pickedRows(supply: Supply, flags: { by: PickBy; asWritten?: boolean }): Picked[] {
  const { found, free, whereabouts, loaded } = supply
  const pickings = picksOf(found.matches, free, whereabouts())
  const inventory = { system: 'ldraw' as const, lots: pickings.map(({ lot }) => lot) }
  const { rows } = describe(inventory, loaded.catalog, decisionsFor(flags, loaded))
  const picked = pickings.flatMap((picking, index): Picked[] => {
    const row = rows[index]
    return row ? [{ picking, row, where: whereOf(picking), of: picking.of, note: noteOf(picking, supply) }] : []
  })
  const byPart = ranks(sortRows(rows, 'part'))
  const byColor = ranks(sortRows(rows, 'color').map(({ colorName }) => colorName))
  const compare = (a: Picked, b: Picked) => {
    return byPlace(a.picking, b.picking) || (byPart.get(a.row) ?? 0) - (byPart.get(b.row) ?? 0)
  }
  if (flags.by === 'loc') return picked.sort(compare)
  const colorOf = ({ row }: Picked) => byColor.get(row.colorName) ?? 0
  return picked.sort((a, b) => colorOf(a) - colorOf(b) || compare(a, b))
}

/** Under headings, in the order of the rows. */
export function pickGroups(picked: readonly Picked[], by: PickBy): { title: string; rows: PickRow[] }[] {
  const groups = new Map<string, PickRow[]>()
  for (const one of picked) {
    const title = by === 'color' ? one.row.colorName : one.where === '' ? 'no place' : one.where
    // The heading says it.
    const row = by === 'color' ? one : { ...one, where: '' }
    const known = groups.get(title)
    if (known) known.push(row)
    else groups.set(title, [row])
  }
  return Array.from(groups, ([title, rows]) => ({ title, rows }))
}

/** Where each first stands. */
function ranks<T>(sorted: readonly T[]): Map<T, number> {
  const found = new Map<T, number>()
  sorted.forEach((one, index) => {
    if (!found.has(one)) found.set(one, index)
  })
  return found
}

/** What has no place comes last. */
function byPlace(a: Picking, b: Picking): number {
  const [x, y] = [whereOf(a), whereOf(b)]
  return Number(x === '') - Number(y === '') || byNumber(x.toLowerCase(), y.toLowerCase()) || byNumber(x, y)
}

function whereOf({ place, state, source }: Picking): string {
  if (state === 'loose') return place
  const standing = source === '' ? state : `${state} in ${source}`
  return place === '' ? standing : `${place} (${standing})`
}

/** What it stands in for, where it is another thing; and how many are for which model, where there are several. */
function noteOf({ lot, matches }: Picking, { lists, loaded: { catalog } }: Supply): string {
  const own = lotName(lot, catalog)
  const needed = new Set(
    matches.filter(({ rule, need }) => rule.reason(need) !== '').map(({ need }) => lotName(need, catalog)),
  )
  needed.delete(own)
  const words = needed.size === 0 ? [] : [`for ${[...needed].join(', ')}`]
  if (lists.length < 2) return words.join('')
  const shares = new Map<number, number>()
  for (const { list, quantity } of matches) shares.set(list, (shares.get(list) ?? 0) + quantity)
  const sorted = [...shares].sort(([a], [b]) => a - b)
  const names = sorted.map(([list, pieces]) => {
    const name = lists[list]?.sources.join(', ') ?? ''
    return sorted.length === 1 ? name : `${pieces} ${name}`
  })
  return [...words, names.join(', ')].join('; ')
}
