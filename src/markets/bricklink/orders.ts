import type { Money } from '../../core/trade/money.js'
import { segment, type Call } from '../../system/http/call.js'
import { decimal, flag, integer, money, object, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'

export interface Order {
  id: string
  /** ISO 8601. */
  ordered: string
  changed: string | undefined
  /** Names of members, and that of the store as people read it. */
  seller: string | undefined
  store: string | undefined
  buyer: string | undefined
  /** As BrickLink calls it; there may be more of them than we know. */
  status: string
  pieces: number
  lots: number
  isFiled: boolean | undefined
  taxCollected: { sales: boolean | undefined; vat: boolean | undefined }
  payment: Payment | undefined
  /** As it was paid, and as it is shown to the owner of the key. */
  cost: Cost
  shown: Cost | undefined
  /** These come with a single order only. Weight is decimal text, in grams. */
  weight: string | undefined
  remarks: string | undefined
  isInvoiced: boolean | undefined
  shipping: Shipping | undefined
}

export interface Payment {
  method: string | undefined
  currency: string | undefined
  paid: string | undefined
  status: string | undefined
}

export interface Cost {
  currency: string
  subtotal: Money | undefined
  /** With all but taxes that BrickLink collects; with them. */
  grand: Money | undefined
  final: Money | undefined
  /** What else there is, by BrickLink's names: `shipping`, `insurance`, `etc1`, `vat_amount`. */
  parts: Record<string, Money>
  /** In percent, decimal text. */
  vatRate: string | undefined
}

export interface Shipping {
  method: string | undefined
  methodId: number | undefined
  tracking: string | undefined
  trackingLink: string | undefined
  sent: string | undefined
}

/** Who lives where is nothing that we want to know; the rest is about the store, not about the order. */
export const IGNORED_OF_ORDERS = [
  ...['buyer_email', 'shipping.address', 'require_insurance', 'buyer_order_count', 'drive_thru_sent'],
]

/** Placed (`out`) or received (`in`), all at once: BrickLink has no pages. Those that were filed come only by asking. */
export function ordersCall(direction: 'in' | 'out', { isFiled }: { isFiled?: true } = {}): Call<Order[]> {
  return {
    ...{ method: 'GET', path: '/orders', repeat: 'safe', decode: ordersOf },
    query: { direction, filed: isFiled },
  }
}

export function orderCall(id: string): Call<Order> {
  return { method: 'GET', path: `/orders/${segment(id)}`, repeat: 'safe', decode: orderOf }
}

export function ordersOf(data: unknown): Order[] {
  return rowsOf(data, decodeOrder)
}

export function orderOf(data: unknown): Order {
  return decodeOrder(rowOf(data))
}

function decodeOrder(row: Row): Order {
  const [payment, shown, shipping] = ['payment', 'disp_cost', 'shipping'].map((name) => optional(object, row, name))
  return {
    ...{ id: text(row, 'order_id'), ordered: text(row, 'date_ordered') },
    changed: optional(text, row, 'date_status_changed'),
    seller: optional(text, row, 'seller_name'),
    store: optional(words, row, 'store_name'),
    buyer: optional(text, row, 'buyer_name'),
    ...{ status: text(row, 'status'), pieces: integer(row, 'total_count'), lots: integer(row, 'unique_count') },
    isFiled: optional(flag, row, 'is_filed'),
    taxCollected: {
      sales: optional(flag, row, 'salesTax_collected_by_bl'),
      vat: optional(flag, row, 'vat_collected_by_bl'),
    },
    payment: payment && paymentOf(payment),
    ...{ cost: costOf(object(row, 'cost')), shown: shown && costOf(shown) },
    ...{ weight: optional(decimal, row, 'total_weight'), remarks: optional(words, row, 'remarks') },
    ...{ isInvoiced: optional(flag, row, 'is_invoiced'), shipping: shipping && shippingOf(shipping) },
  }
}

function paymentOf(row: Row): Payment {
  return {
    ...{ method: optional(words, row, 'method'), currency: optional(text, row, 'currency_code') },
    ...{ paid: optional(text, row, 'date_paid'), status: optional(text, row, 'status') },
  }
}

const PARTS = ['etc1', 'etc2', 'insurance', 'shipping', 'credit', 'coupon', 'salesTax', 'vat_amount']

function costOf(row: Row): Cost {
  const currency = text(row, 'currency_code')
  const amount = money(currency)
  const parts = PARTS.flatMap((name) => {
    const part = optional(amount, row, name)
    return part ? [[name, part] as const] : []
  })
  return {
    ...{ currency, subtotal: optional(amount, row, 'subtotal') },
    grand: optional(amount, row, 'grand_total', 'grandtotal'),
    final: optional(amount, row, 'final_total'),
    ...{ parts: Object.fromEntries(parts), vatRate: optional(decimal, row, 'vat_rate') },
  }
}

function shippingOf(row: Row): Shipping {
  return {
    ...{ method: optional(words, row, 'method'), methodId: optional(integer, row, 'method_id') },
    tracking: optional(text, row, 'tracking_no'),
    trackingLink: optional(text, row, 'tracking_link'),
    sent: optional(text, row, 'date_shipped'),
  }
}
