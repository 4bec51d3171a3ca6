import type { Item, ItemIndex } from './bricklink-items.js'
import { groupBy } from './groups.js'
import type { SetRow, World } from './world.js'

export interface SubsetOptions {
  breakMinifigs: boolean
  breakSubsets: boolean
  withBox: boolean
  withInstruction: boolean
}

/** What an item consists of: what stands for each other in one group, everything else in a group of its own. */
export function subsetsOf(item: Item, options: SubsetOptions, items: ItemIndex): object[] {
  const rows = opened(item.rows, options)
  const groups = groupBy(
    rows.filter(({ match }) => match > 0),
    ({ match }) => match,
  )
  const entry = (row: SetRow) => entryOf(items.of(row), row)
  const single = rows.filter(({ match }) => match === 0).map((row) => ({ match_no: 0, entries: [entry(row)] }))
  const matched = [...groups].map(([match, among]) => ({ match_no: match, entries: among.map(entry) }))
  const kinds = [options.withBox && ('ORIGINAL_BOX' as const), options.withInstruction && ('INSTRUCTION' as const)]
  const paper = kinds.flatMap((type) => (type && item.type === 'SET' ? (items.find(type, item.no) ?? []) : []))
  const more = paper.map((one) => ({ match_no: 0, entries: [entryOf(one, ONE)] }))
  return [...single, ...matched, ...more]
}

/** In which sets and minifigs an item is, by its color. */
export function supersetsOf(
  item: Item,
  color: number | undefined,
  items: ItemIndex,
  { sets, minifigs }: World,
): object[] {
  const wholes = [...sets.map((set) => ({ set })), ...minifigs.map((minifig) => ({ minifig }))].map((one) =>
    items.of(one),
  )
  const uses = wholes.flatMap((whole) =>
    whole.rows.filter((row) => items.of(row) === item).map((row) => ({ whole, row, color: colorOf(row) })),
  )
  const groups = groupBy(
    uses.filter((use) => color === undefined || use.color === color),
    (use) => use.color,
  )
  return [...groups].map(([id, among]) => ({
    color_id: id,
    entries: among.flatMap(({ whole, row }) => appearances(row).map((as) => ({ item: whole.short, ...as }))),
  }))
}

const ONE: SetRow = { quantity: 1, extra: 0, match: 0, isAlternate: false, isCounterpart: false }

function appearances({ quantity, extra, isAlternate, isCounterpart }: SetRow) {
  const regular = { quantity, appears_as: isAlternate ? 'A' : isCounterpart ? 'C' : 'R' }
  return [...(quantity > 0 ? [regular] : []), ...(extra > 0 ? [{ quantity: extra, appears_as: 'E' }] : [])]
}

function colorOf({ pair }: SetRow): number {
  return pair?.color.bricklink ?? 0
}

function entryOf(item: Item, row: SetRow) {
  return {
    ...{ item: item.short, color_id: colorOf(row), quantity: row.quantity, extra_quantity: row.extra },
    ...{ is_alternate: row.isAlternate, is_counterpart: row.isCounterpart },
  }
}

/** With the parts of minifigs and sets instead of them, as asked. */
function opened(rows: SetRow[], options: SubsetOptions): SetRow[] {
  return rows.flatMap((row) => {
    const inner = row.minifig && options.breakMinifigs ? row.minifig.rows : undefined
    const most = inner ?? (row.set && options.breakSubsets ? opened(row.set.rows, options) : undefined)
    return (
      most?.map((one) => ({ ...one, quantity: one.quantity * row.quantity, extra: one.extra * row.quantity })) ?? [row]
    )
  })
}
