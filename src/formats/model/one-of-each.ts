import { writtenColor } from '../../core/catalog/color-code.js'
import { count } from '../../core/count.js'
import { inventory, type Inventory, type Lot } from '../../core/inventory.js'
import { byNumber } from '../../core/order.js'
import { printable } from '../../core/printable.js'
import type { Problem } from '../../core/problem.js'

/**
 * A model with one of each lot, to look at: in rows by color, flat on the ground, apart from each other. How many are
 * needed stands in a comment before each, as a model that has them all would be too large to see.
 */
export function ldrawText({ lots }: Pick<Inventory<'ldraw'>, 'lots'>): string {
  const needed = lots.filter(({ quantity }) => quantity > 0)
  const things = inventory('ldraw', needed, ({ part, color }) => `${part}\t${color}`).lots.sort(byColor)
  return [...HEADER, ...laidOut(things).flatMap(linesOf)].map((line) => `${line}\r\n`).join('')
}

/** What a list loses by being a model. */
export function quantityNotes({ lots }: Pick<Inventory<'ldraw'>, 'lots'>): Problem[] {
  if (lots.every(({ quantity }) => quantity <= 1)) return []
  const message = `the model has one of each of ${count(lots.length, 'lot')}; how many are needed stands in its comments`
  return [{ level: 'note', code: 'list.field-lost', message }]
}

const HEADER = [
  '0 One of each part of a list',
  '0 Name: one-of-each.ldr',
  '0 Author: brick',
  '0 // One of each lot; how many are needed stands in the comment before it.',
  '0 // Read as a list, this file has one piece of each lot.',
]

/** In LDraw units; a stud is 20 wide. */
const STUD = 20
const GAP = 20
const UNKNOWN_SIZE = 4 * STUD
const ROW_WIDTH = 1600

interface Laid {
  lot: Lot
  x: number
  z: number
}

/** Each color begins a row; a row that is full goes on in the next. Sizes are guesses, and rather too large. */
function laidOut(lots: Lot[]): Laid[] {
  const laid: Laid[] = []
  let [x, z, depth] = [0, 0, 0]
  let color: number | undefined
  for (const lot of lots) {
    const size = sizeOf(lot)
    if (color !== undefined && (lot.color !== color || x + size > ROW_WIDTH)) {
      z -= depth + (lot.color === color ? GAP : 3 * GAP)
      x = 0
      depth = 0
    }
    color = lot.color
    laid.push({ lot, x: x + size / 2, z: z - size / 2 })
    x += size + GAP
    depth = Math.max(depth, size)
  }
  return laid
}

/** The longer side of what the title says, whichever way the part lies: `Plate 2 x 8`, `Technic Axle 12`. */
function sizeOf({ carried }: Lot): number {
  const title = carried?.name ?? ''
  const [, a, b] = /\b(\d+)(?:\.\d+)? x (\d+)/.exec(title) ?? []
  const [, long = 1] = /\b(?:axle|beam|bar|antenna)\s+(\d+)/i.exec(title) ?? []
  if (a === undefined || b === undefined) return Math.max(UNKNOWN_SIZE, studs(Number(long)))
  return studs(Math.max(Number(a), Number(b), 1))
}

function studs(length: number): number {
  return Math.min(length, MOST_STUDS) * STUD
}

/** Of the largest baseplate. */
const MOST_STUDS = 64

function linesOf({ lot, x, z }: Laid): string[] {
  const { part, color, quantity, carried } = lot
  const about = [part, carried?.colorName, carried?.name].filter(Boolean).join(' ')
  return [
    `0 // ${quantity}x ${printable(about)}`,
    `1 ${writtenColor(color)} ${x} 0 ${z} 1 0 0 0 1 0 0 0 1 ${fileOf(part)}`,
  ]
}

function fileOf(part: string): string {
  const name = printable(part).replaceAll('/', '\\')
  return /\.(?:dat|ldr|mpd)$/i.test(name) ? name : `${name}.dat`
}

function byColor(a: Lot, b: Lot): number {
  return a.color - b.color || byNumber(a.part, b.part)
}
