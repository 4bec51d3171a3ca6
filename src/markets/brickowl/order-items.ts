import type { Call } from '../../system/http/call.js'
import { decimal, integer, optional, rowsOf, text, words, type Row } from '../members.js'
import { externalOf } from './external.js'
import { idsOf, type OwlId } from './items.js'

/** A line of an order. Amounts are decimal text. */
export interface OwlOrderItem {
  id: string | undefined
  lotId: string | undefined
  boid: string
  /** Numbers that it has elsewhere: it does not say what kind of item it is, but these do. */
  ids: OwlId[]
  name: string
  color: { id: number; name: string | undefined } | undefined
  /** In words: `New`, `Used (Good)`. */
  condition: string
  quantity: number
  /** How many the store still has. */
  left: number | undefined
  /** Of one, in the currency of the store. */
  price: string | undefined
  /** In grams, of one. */
  weight: string | undefined
  publicNote: string | undefined
  /** Of the seller. */
  personalNote: string | undefined
  /** What the lot is called elsewhere: by BrickLink, and by other programs. */
  external: Record<string, string>
  bricklinkLot: string | undefined
}

export const IGNORED_OF_ORDER_ITEMS = ['image_small']

export function orderItemsCall(id: string): Call<OwlOrderItem[]> {
  return { method: 'GET', path: '/order/items', repeat: 'safe', query: { order_id: id }, decode: orderItemsOf }
}

export function orderItemsOf(body: unknown): OwlOrderItem[] {
  return rowsOf(body, itemOf)
}

function itemOf(row: Row): OwlOrderItem {
  const color = optional(text, row, 'color_id') ? optional(integer, row, 'color_id') : undefined
  return {
    ...{ id: optional(text, row, 'order_item_id'), lotId: optional(text, row, 'lot_id') },
    ...{ boid: text(row, 'boid'), ids: idsOf(row), name: optional(words, row, 'name') ?? '' },
    color: color === undefined ? undefined : { id: color, name: optional(words, row, 'color_name') },
    ...{ condition: optional(text, row, 'condition') ?? '', quantity: integer(row, 'ordered_quantity') },
    ...{ left: optional(integer, row, 'remaining_quantity'), price: optional(decimal, row, 'base_price') },
    ...{ weight: optional(text, row, 'weight') || undefined, publicNote: optional(words, row, 'public_note') },
    ...{ personalNote: optional(words, row, 'personal_note'), external: externalOf(row) },
    bricklinkLot: optional(text, row, 'bl_lot_id') || undefined,
  }
}
