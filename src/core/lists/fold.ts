import type { Catalog } from '../catalog/catalog.js'
import type { Row } from '../catalog/listing.js'
import { byNumber } from '../order.js'

export const FOLDS = ['prints', 'moulds', 'colors'] as const
export type Fold = (typeof FOLDS)[number]

/** The color code of rows that stand for several colors; no LDraw color has it. */
export const SEVERAL_COLORS = -2

/** What folding needs to know: names of plain parts, and the Rebrickable numbers of the same part in other moulds. */
export type Relations = Pick<Catalog, 'part'> & { moulds(rebrickablePart: string): string[] }

/**
 * Adds up rows that differ only by decoration, by variant of the mould, or by color. For looking at a list, for
 * sorting and storing; never for ordering, since what is folded is not the same thing.
 */
export function foldRows(rows: Row[], folds: Fold[], relations: Relations): Row[] {
  const plain = folds.includes('prints') ? rows.map((row) => withoutPrint(row, relations)) : rows
  const folded = new Map<string, Row[]>()
  for (const row of plain) {
    const part = folds.includes('moulds') ? mouldOf(row, relations) : idOf(row)
    const color = folds.includes('colors') ? '' : String(row.colorCode)
    const key = [part, color, row.itemType ?? 'P', row.condition ?? 'X'].join('\t')
    const known = folded.get(key)
    if (known) known.push(row)
    else folded.set(key, [row])
  }
  return [...folded.values()].map(sumOf)
}

function idOf(row: Row): string {
  return (row.part.ldraw ?? row.shown).toLowerCase()
}

/** LDraw names prints `3069bp01` and stickered parts `3069bd01`, behind the number of the plain part. */
function withoutPrint(row: Row, { part }: Relations): Row {
  const plain = /^(u?\d+[a-z]?)(?:p[0-9a-z]+|d[0-9a-z]{2,})$/.exec(idOf(row))?.[1]
  if (plain === undefined) return row
  const fact = part(plain)
  const known = fact && fact.kind !== 'moved' ? { name: fact.title, category: fact.category } : {}
  const via = [...row.via, `stands for ${idOf(row)}`]
  return { ...row, ...known, part: { ldraw: plain, ...fact?.numbers }, id: plain, shown: plain, elements: [], via }
}

/** A name for all moulds of a part: the least of their numbers, or the number without its letter. */
function mouldOf(row: Row, { moulds }: Relations): string {
  const number = row.part.rebrickable
  const others = number === undefined ? [] : moulds(number)
  if (number !== undefined && others.length > 0) return [number, ...others].sort(byNumber)[0] ?? number
  return /^(u?\d+)[a-z]$/.exec(idOf(row))?.[1] ?? idOf(row)
}

function sumOf(rows: Row[]): Row {
  const [first, ...others] = rows as [Row, ...Row[]]
  if (others.length === 0) return first
  const sum: Row = { ...first, elements: [] }
  for (const { quantity } of others) sum.quantity += quantity
  sum.places = rows.flatMap(({ places }) => places)
  sum.via = [...new Set(rows.flatMap(({ via }) => via))]
  const numbers = new Set(others.map(idOf).filter((number) => number !== idOf(first)))
  if (numbers.size > 0) sum.via.push(`stands for ${[...numbers].join(', ')}`)
  const colors = new Set(rows.map(({ colorCode }) => colorCode))
  if (colors.size === 1) return sum
  return { ...sum, colorCode: SEVERAL_COLORS, color: undefined, rgb: undefined, colorName: `(${colors.size} colors)` }
}
