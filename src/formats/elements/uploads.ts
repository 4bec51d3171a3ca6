import { count } from '../../core/count.js'
import { BrickError } from '../../core/error.js'
import type { Inventory } from '../../core/inventory.js'
import { PICK_A_BRICK } from '../../core/limits.js'
import { byNumber } from '../../core/order.js'
import type { Problem } from '../../core/problem.js'
import type { WriteOptions } from '../codec.js'

/** A line of an upload. */
export interface ElementLine {
  element: string
  quantity: number
}

/**
 * The lots as LEGO takes them: at most so many lines in a file, at most 999 pieces on a line, each element once in a
 * file, as the site may drop the second. What is over goes into the next file that has room. With `maxLots` infinite
 * all is one text, in which an element may stand more than once.
 * @throws {BrickError} when that makes more than a thousand files.
 */
export function uploads(
  { lots }: Pick<Inventory<'element'>, 'lots'>,
  { maxLots = PICK_A_BRICK.lines.value }: WriteOptions = {},
): ElementLine[][] {
  const all = linesOf(lots)
  refuseTooMany(all, maxLots)
  if (maxLots === Infinity) return [all.flatMap((line) => [...portions(line)])]
  const files: ElementLine[][] = []
  for (let start = 0; start === 0 || start < all.length; start += maxLots)
    files.push(all.slice(start, start + maxLots).map(firstPortion))
  all.forEach((line, position) => {
    if (line.quantity <= MOST) return
    let file = Math.floor(position / maxLots)
    for (const portion of [...portions(line)].slice(1)) {
      file++
      while ((files[file]?.length ?? 0) >= maxLots) file++
      const lines = files[file]
      if (lines) lines.push(portion)
      else files.push([portion])
    }
  })
  return files
}

/** A quantity of a slip of the finger would make a line for each 999 pieces, of which the memory cannot hold as many. */
function refuseTooMany(all: ElementLine[], maxLots: number): void {
  const each = all.map(({ quantity }) => Math.ceil(quantity / MOST))
  const most = each.reduce((most, some) => Math.max(most, some), 0)
  const sum = each.reduce((sum, some) => sum + some, 0)
  const lines = Math.min(maxLots, PICK_A_BRICK.lines.value)
  const files = Math.max(maxLots === Infinity ? 0 : most, Math.ceil(sum / lines))
  if (files <= MAX_FILES) return
  const largest = all.find((_, position) => each[position] === most)
  const what = largest ? `, most of all for ${largest.quantity} pieces of ${largest.element}` : ''
  throw new BrickError(`LEGO takes this list in no fewer than ${files} uploads${what}`, {
    hint: `brick writes at most ${MAX_FILES}; check the quantities, or export a part of the list`,
  })
}

const MAX_FILES = 1000

/** An upload, as the site takes it. */
export function uploadText(lines: ElementLine[]): string {
  const rows = lines.map(({ element, quantity }) => `${element},${quantity}\n`)
  return `elementId,quantity\n${rows.join('')}`
}

/** What to say of a list that LEGO does not take at once. */
export function notes({ lots }: Inventory<'element'>, options: WriteOptions = {}): Problem[] {
  const { lines, pieces } = PICK_A_BRICK
  const all = linesOf(lots)
  const large = all.filter(({ quantity }) => quantity > MOST)
  const said: string[] = []
  if (all.length > lines.value)
    said.push(`${count(all.length, 'element')}: LEGO takes ${lines.value} lines at once (as of ${lines.date})`)
  if (large.length > 0)
    said.push(
      `more than ${pieces.value} pieces of ${named(large)}: LEGO sells no more in one order (as of ${pieces.date})`,
    )
  const isOneText = options.maxLots === Infinity
  const fix = isOneText ? 'write files: -o NAME.csv makes NAME-01.csv, ...' : 'order the files one after the other'
  return said.map((message) => ({ level: isOneText ? 'warning' : 'note', code: 'list.over-limit', message, fix }))
}

const MOST = PICK_A_BRICK.pieces.value

/** Each element once, in order; none of no pieces. */
function linesOf(lots: Inventory<'element'>['lots']): ElementLine[] {
  const sums = new Map<string, number>()
  for (const { part, quantity } of lots) if (quantity > 0) sums.set(part, (sums.get(part) ?? 0) + quantity)
  return [...sums].map(([element, quantity]) => ({ element, quantity })).sort((a, b) => byNumber(a.element, b.element))
}

function firstPortion({ element, quantity }: ElementLine): ElementLine {
  return { element, quantity: Math.min(quantity, MOST) }
}

function* portions({ element, quantity }: ElementLine): Iterable<ElementLine> {
  for (let left = quantity; left > 0; left -= MOST) yield { element, quantity: Math.min(left, MOST) }
}

function named(lines: ElementLine[]): string {
  const first = lines.slice(0, 3).map(({ element }) => element)
  return first.join(', ') + (lines.length > first.length ? ` and ${lines.length - first.length} more` : '')
}
