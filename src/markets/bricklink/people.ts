import { segment, type Call } from '../../system/http/call.js'
import { decimal, flag, integer, object, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'

/** What others say of a member. */
export interface Rating {
  member: string
  praise: number
  neutral: number
  complaint: number
}

export function ratingCall(member: string): Call<Rating> {
  const path = `/members/${segment(member)}/ratings`
  return { method: 'GET', path, repeat: 'safe', keep: 7 * 86_400_000, decode: ratingOf }
}

/** The official page calls the counts a list; what comes is an object. Both are taken. */
export function ratingOf(data: unknown): Rating {
  const row = rowOf(data)
  const { rating } = row.members
  const counts: Row[] = Array.isArray(rating) ? rowsOf(rating, (one) => one, 'rating') : [object(row, 'rating')]
  const sum = (name: string) => counts.reduce((all, one) => all + (optional(integer, one, name) ?? 0), 0)
  return {
    ...{ member: text(row, 'user_name'), praise: sum('PRAISE'), neutral: sum('NEUTRAL') },
    complaint: sum('COMPLAINT'),
  }
}

/** What a store takes off. Amounts are decimal text. */
export interface Coupon {
  id: string
  issued: string | undefined
  expires: string | undefined
  seller: string | undefined
  buyer: string | undefined
  store: string | undefined
  /** O: open, A: redeemed, D: denied, E: expired. */
  status: string
  remarks: string | undefined
  /** That it was redeemed with. */
  order: string | undefined
  currency: string
  /** F: an amount, S: a part. */
  kind: string | undefined
  amount: string | undefined
  /** In percent. */
  rate: string | undefined
  /** The most that is taken off. */
  most: string | undefined
  /** What it is for: `E`, all but one kind of item; `I`, one kind of item only. */
  for: { type: string | undefined; itemType: string | undefined; isNotOnSale: boolean | undefined } | undefined
  /** From such a sum on, so many percent; 0 where there is no such tier. */
  tiers: { from: string; rate: string }[]
}

/** The same in another currency. */
export const IGNORED_OF_COUPONS = [
  ...['disp_currency_code', 'disp_discount_amount', 'disp_max_discount_amount'],
  ...['disp_tier_price1', 'disp_tier_price2', 'disp_tier_price3'],
]

/** Given to the user (`in`) or by the user (`out`), of all states. */
export function couponsCall(direction: 'in' | 'out'): Call<Coupon[]> {
  return {
    ...{ method: 'GET', path: '/coupons', repeat: 'safe', decode: couponsOf },
    // The filter calls redeemed ones S, where coupons say A.
    query: { direction, status: 'O,S,D,E' },
  }
}

export function couponsOf(data: unknown): Coupon[] {
  return rowsOf(data, couponOf)
}

function couponOf(row: Row): Coupon {
  const use = optional(object, row, 'applies_to')
  return {
    ...{ id: text(row, 'coupon_id'), issued: optional(text, row, 'date_issued') },
    ...{ expires: optional(text, row, 'date_expire'), seller: optional(text, row, 'seller_name') },
    ...{ buyer: optional(text, row, 'buyer_name'), store: optional(words, row, 'store_name') },
    ...{ status: text(row, 'status'), remarks: optional(words, row, 'remarks') },
    ...{ order: optional(text, row, 'order_id'), currency: text(row, 'currency_code') },
    ...{ kind: optional(text, row, 'discount_type'), amount: optional(decimal, row, 'discount_amount') },
    ...{ rate: optional(decimal, row, 'discount_rate'), most: optional(decimal, row, 'max_discount_amount') },
    for: use && {
      ...{ type: optional(text, use, 'type'), itemType: optional(text, use, 'item_type') },
      isNotOnSale: optional(flag, use, 'except_on_sale'),
    },
    tiers: [1, 2, 3].flatMap((n) => {
      const [from, rate] = [`tier_price${n}`, `tier_discount_rate${n}`].map((name) => optional(decimal, row, name))
      return from === undefined || rate === undefined ? [] : [{ from, rate }]
    }),
  }
}
