import type { Call } from '../../system/http/call.js'
import { integer, optional, rowsOf, text, words } from '../members.js'

const MONTH = 30 * 86_400_000

export interface Color {
  color: number
  name: string
  /** `RRGGBB`; empty where it has none. */
  rgb: string
  /** `Solid`, `Transparent`, ... */
  type: string | undefined
}

export const COLORS_CALL: Call<Color[]> = {
  ...{ method: 'GET', path: '/colors', repeat: 'safe', keep: MONTH, decode: colorsOf },
}

export function colorsOf(data: unknown): Color[] {
  return rowsOf(data, (row) => ({
    ...{ color: integer(row, 'color_id'), name: words(row, 'color_name') },
    ...{ rgb: optional(text, row, 'color_code') ?? '', type: optional(text, row, 'color_type') },
  }))
}

export interface Category {
  category: number
  name: string
  /** 0 for one that is in no other. */
  parent: number
}

export const CATEGORIES_CALL: Call<Category[]> = {
  ...{ method: 'GET', path: '/categories', repeat: 'safe', keep: MONTH, decode: categoriesOf },
}

export function categoriesOf(data: unknown): Category[] {
  return rowsOf(data, (row) => ({
    ...{ category: integer(row, 'category_id', 'categoryID'), name: words(row, 'category_name') },
    parent: optional(integer, row, 'parent_id') ?? 0,
  }))
}
