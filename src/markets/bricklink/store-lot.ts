import { condition, decimal, integer, object, optional, text, words, type Row } from '../members.js'
import { shortItem, type ShortItem } from './items.js'

/** What a lot of a store is, on sale or in an order. Prices are decimal text, of one piece. */
export interface StoreLot {
  item: ShortItem
  color: number
  colorName: string | undefined
  quantity: number
  condition: 'N' | 'U' | undefined
  /** C: complete, B: not complete, S: sealed. */
  completeness: string | undefined
  price: string
  description: string | undefined
  remarks: string | undefined
}

export function storeLot(row: Row): StoreLot {
  return {
    ...{ item: shortItem(object(row, 'item')), color: integer(row, 'color_id') },
    ...{ colorName: optional(words, row, 'color_name'), quantity: integer(row, 'quantity') },
    ...{ condition: condition(row, 'new_or_used'), completeness: optional(text, row, 'completeness') },
    ...{ price: decimal(row, 'unit_price'), description: optional(words, row, 'description') },
    remarks: optional(words, row, 'remarks'),
  }
}
