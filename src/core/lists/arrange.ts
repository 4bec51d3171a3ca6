import { MAIN_COLOR } from '../catalog/color-code.js'
import type { Row } from '../catalog/listing.js'
import { byNumber } from '../order.js'

export const SORTS = ['color', 'part', 'quantity', 'name', 'category'] as const
export type Sort = (typeof SORTS)[number]

/**
 * Puts rows in the order people read: by color, then category, then number, as in instructions and in the drawers
 * of stores. Another order comes first when asked for. The order is total, and the same on every machine.
 */
export function sortRows(rows: Row[], by: Sort = 'color'): Row[] {
  const order = ORDERS[by]
  return rows
    .map(sortable)
    .sort((a, b) => {
      for (const compare of order) {
        const difference = compare(a, b)
        if (difference !== 0) return difference
      }
      return 0
    })
    .map(({ row }) => row)
}

/** A row with what it is sorted by, so that nothing is computed twice. */
interface Sortable {
  row: Row
  colorRank: number
  baseColor: string
  stuff: number
  colorName: string
  category: string
  name: string
  rest: string
}

type Compare = (a: Sortable, b: Sortable) => number

/** Colors by name; rubber and fabric stand behind the plain color; what is no color stands last. */
const byColor: Compare = (a, b) =>
  a.colorRank - b.colorRank ||
  byText(a.baseColor, b.baseColor) ||
  a.stuff - b.stuff ||
  byText(a.colorName, b.colorName) ||
  a.row.colorCode - b.row.colorCode

const byCategory: Compare = (a, b) => byText(a.category, b.category)
const byPart: Compare = (a, b) => byNumber(a.row.shown, b.row.shown)
const byName: Compare = (a, b) => byNumber(a.name, b.name)
const byQuantity: Compare = (a, b) => b.row.quantity - a.row.quantity
const byRest: Compare = (a, b) => byText(a.rest, b.rest)

const ORDERS: Record<Sort, Compare[]> = {
  color: [byColor, byCategory, byPart, byRest],
  part: [byPart, byColor, byRest],
  quantity: [byQuantity, byColor, byCategory, byPart, byRest],
  name: [byName, byPart, byColor, byRest],
  category: [byCategory, byPart, byColor, byRest],
}

function sortable(row: Row): Sortable {
  const { color } = row
  const made = color !== undefined && color.kind !== 'not-a-color'
  const base = color?.kind === 'rubber' || color?.kind === 'fabric' ? color.bricklinkName : undefined
  return {
    row,
    colorRank: made ? 0 : row.colorCode === MAIN_COLOR ? 2 : 1,
    baseColor: (base ?? row.colorName).toLowerCase(),
    stuff: color?.kind === 'rubber' ? 1 : color?.kind === 'fabric' ? 2 : 0,
    colorName: row.colorName.toLowerCase(),
    category: row.category.toLowerCase(),
    name: row.name.toLowerCase(),
    rest: [row.itemType, row.condition, row.part.ldraw, row.part.bricklink].join('\t'),
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
