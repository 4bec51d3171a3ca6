import type { Call } from '../../system/http/call.js'
import { decimal, integer, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'

/** An order as a list of them tells of it. */
export interface OwlOrderRow {
  id: string
  /** Seconds since 1970. */
  ordered: number
  /** In words; there may be more of them than we know. */
  status: string
  statusId: string | undefined
  pieces: number
  lots: number
  /** Decimal text, in the currency of the store, which the list does not name. */
  total: string | undefined
}

/** An order by itself. Amounts are decimal text. */
export interface OwlOrder extends OwlOrderRow {
  store: string | undefined
  currency: string
  /** Seconds since 1970. */
  processed: number | undefined
  subtotal: string | undefined
  postage: string | undefined
  discount: string | undefined
  /** Rate in percent. */
  tax: { rate: string | undefined; amount: string | undefined }
  paid: {
    currency: string | undefined
    total: string | undefined
    method: string | undefined
    note: string | undefined
  }
  refund: { total: string | undefined; parts: (string | undefined)[]; note: string | undefined }
  /** In grams. */
  weight: string | undefined
  shipping: { method: string | undefined; tracking: string | undefined; advice: string | undefined }
  notes: { buyer: string | undefined; seller: string | undefined }
  /** The order that it is sent with. */
  with: string | undefined
}

/** Who lives where is nothing that we want to know; times stand there twice; fees are the seller's. */
export const IGNORED_OF_ORDERS = [
  ...['ship_first_name', 'ship_last_name', 'ship_country_code', 'ship_country', 'ship_post_code', 'ship_street_1'],
  ...['ship_street_2', 'ship_city', 'ship_region', 'ship_phone', 'buyer_name', 'payment_transaction_id'],
  ...['iso_order_time', 'iso_processed_time', 'affiliate_fee', 'brickowl_fee'],
]

/** Placed, as a `customer`, or received, by a `store`: whoever has no store must say which. */
export function ordersCall(as: 'customer' | 'store'): Call<OwlOrderRow[]> {
  return {
    ...{ method: 'GET', path: '/order/list', repeat: 'safe', decode: ordersOf },
    query: { list_type: as, limit: 5000 },
  }
}

export function orderCall(id: string): Call<OwlOrder> {
  return { method: 'GET', path: '/order/view', repeat: 'safe', query: { order_id: id }, decode: orderOf }
}

export function ordersOf(body: unknown): OwlOrderRow[] {
  return rowsOf(body, orderRowOf)
}

export function orderOf(body: unknown): OwlOrder {
  const row = rowOf(body)
  const said = (name: string) => optional(decimal, row, name)
  const noted = (name: string) => optional(words, row, name) || undefined
  return {
    ...{ ...orderRowOf(row), store: optional(text, row, 'store_id'), currency: text(row, 'base_currency') },
    ...{ processed: optional(integer, row, 'processed_time'), subtotal: said('sub_total') },
    ...{ postage: said('ship_total'), discount: said('coupon_discount') },
    tax: { rate: said('tax_rate'), amount: said('tax_amount') },
    paid: {
      ...{ currency: optional(text, row, 'payment_currency'), total: said('payment_total') },
      ...{ method: noted('payment_method_type'), note: noted('payment_method_note') },
    },
    refund: {
      ...{ total: said('refund_total'), note: noted('refund_note') },
      parts: ['refund_subtotal', 'refund_shipping', 'refund_adjustment'].map(said),
    },
    weight: said('weight'),
    shipping: {
      ...{ method: noted('ship_method_name'), tracking: noted('tracking_number') },
      advice: noted('tracking_advice'),
    },
    ...{ notes: { buyer: noted('buyer_note'), seller: noted('seller_note') }, with: noted('combine_with') },
  }
}

function orderRowOf(row: Row): OwlOrderRow {
  return {
    ...{ id: text(row, 'order_id'), ordered: integer(row, 'order_date', 'order_time') },
    ...{ status: text(row, 'status'), statusId: optional(text, row, 'status_id') },
    ...{ pieces: integer(row, 'total_quantity'), lots: integer(row, 'total_lots') },
    total: optional(decimal, row, 'base_order_total'),
  }
}
