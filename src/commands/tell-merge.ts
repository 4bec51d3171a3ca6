import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { pieces, piecesIn, type Lot } from '../core/inventory.js'
import { sharedLots, type MergedLot } from '../core/lists/merge.js'
import { printable } from '../core/printable.js'
import type { OrderedLot } from '../core/lists/top-up.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'

interface Merge {
  merged: MergedLot[]
  kept: OrderedLot[]
  cut: OrderedLot[]
  /** Small parts come with some to spare. */
  isSparing: boolean
  isSpared(lot: Lot): boolean
}

/** Tells where the pieces of an order come from, in a sum that closes, and who loses what. */
export function tellMerge(io: Io, lists: Loaded[], { merged, kept, cut, isSparing, isSpared }: Merge): void {
  if (isSparing) {
    const large = merged.filter(({ lot }) => !isSpared(lot)).length
    if (large > 0)
      io.say(`no spares for ${count(large, 'lot')} of parts of a gram or more, or of unknown size (--spare-all)`)
  }
  for (const lot of cut) io.say(`cut: ${cutLine(lot, lists)}`)
  const asked = lists.map(({ inventory }) => pieces(inventory))
  const lots = [...kept, ...cut]
  const sums: [string, number][] = [
    ...lists.map(({ sources }, index): [string, number] => [sources.join(' '), asked[index] ?? 0]),
    ['not needed twice', piecesIn(merged.map(({ lot }) => lot)) - asked.reduce((sum, some) => sum + some, 0)],
    ['spare', lots.reduce((sum, lot) => sum + lot.spare, 0)],
    ['filled up', lots.reduce((sum, lot) => sum + lot.rounded, 0)],
    ['cut', -piecesIn(cut.map(({ lot }) => lot))],
  ]
  const told = sums.filter(([, parts], index) => index < lists.length || parts !== 0)
  for (const line of inLines(told, io.terminal.columns)) io.say(line)
  const shared = sharedLots(kept)
  const among =
    lists.length === 1 ? '' : ` (${count(shared, 'lot')} ${shared === 1 ? 'was' : 'were'} in more than one list)`
  io.say(`${count(piecesIn(kept.map(({ lot }) => lot)), 'part')} in ${count(kept.length, 'lot')}${among}`)
}

/** What is cut, and how much of it each list asked for. */
function cutLine({ lot, shares }: OrderedLot, lists: Loaded[]): string {
  const catalog = lists[0]?.catalog
  const color = catalog ? colorTitle('ldraw', lot.color, catalog) : String(lot.color)
  const losers = shares.flatMap((share, index) => (share > 0 ? `${lists[index]?.sources.join(' ')} ${share}` : []))
  return printable(`${lot.quantity}x ${lot.written ?? lot.part} ${color} (${losers.join(', ')})`)
}

/** All in one line where that fits, else one in each. */
function inLines(sums: [string, number][], columns: number): string[] {
  const width = Math.max(...sums.map(([name]) => name.length))
  const wide = Math.max(...sums.map(([, parts]) => String(parts).length))
  const line = sums.map(([name, parts]) => `${printable(name)}  ${amount(parts)}`).join('   ')
  if (line.length <= columns) return [line]
  return sums.map(([name, parts]) => `${printable(name).padEnd(width)}  ${amount(parts, wide)}`)
}

/** `5 parts`, `-1 part` */
function amount(parts: number, wide = 0): string {
  return `${String(parts).padStart(wide)} ${Math.abs(parts) === 1 ? 'part' : 'parts'}`
}
