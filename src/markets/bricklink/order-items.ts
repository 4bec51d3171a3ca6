import { segment, type Call } from '../../system/http/call.js'
import { decimal, optional, rowOf, text, type Row } from '../members.js'
import { storeLot, type StoreLot } from './store-lot.js'

/** A line of an order. Prices are decimal text, of one piece. */
export interface OrderItem extends StoreLot {
  /** What the lot is called in its store. */
  lotId: string
  currency: string | undefined
  /** After what the store takes off. */
  paid: string | undefined
  /** What it cost the seller; not shown to others. */
  cost: string | undefined
  /** The same in the currency of the owner of the key. */
  shown: { currency: string | undefined; price: string | undefined; paid: string | undefined }
  /** In grams, of one. */
  weight: string | undefined
}

/** The lines of an order, in batches: what is added to an order later is a batch of its own. */
export function orderItemsCall(id: string): Call<OrderItem[][]> {
  return { method: 'GET', path: `/orders/${segment(id)}/items`, repeat: 'safe', decode: batchesOf }
}

export function batchesOf(data: unknown): OrderItem[][] {
  if (!Array.isArray(data)) throw new Error('the whole is no list of batches')
  return data.map((batch: unknown, index) => {
    if (!Array.isArray(batch)) throw new Error(`[${index}] is no list of lines`)
    return batch.map((line: unknown, place) => itemOf(rowOf(line, `[${index}][${place}]`)))
  })
}

function itemOf(row: Row): OrderItem {
  return {
    ...storeLot(row),
    ...{ lotId: text(row, 'inventory_id'), currency: optional(text, row, 'currency_code') },
    ...{ paid: optional(decimal, row, 'unit_price_final'), cost: optional(decimal, row, 'order_cost') },
    shown: {
      currency: optional(text, row, 'disp_currency_code'),
      price: optional(decimal, row, 'disp_unit_price'),
      paid: optional(decimal, row, 'disp_unit_price_final'),
    },
    weight: optional(decimal, row, 'weight'),
  }
}
