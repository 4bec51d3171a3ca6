import { segment, type Call } from '../../system/http/call.js'
import { decimal, flag, integer, optional, rowOf, rowsOf, text, type Row } from '../members.js'
import { storeLot, type StoreLot } from './store-lot.js'

/** A lot of the user's own store: BrickLink shows no other. Prices are decimal text, in the currency of the store. */
export interface OwnLot extends StoreLot {
  id: string
  /** Lots that are sold together have a number in common. */
  bind: number | undefined
  bulk: number
  isRetained: boolean | undefined
  isInStockroom: boolean | undefined
  stockroom: string | undefined
  created: string | undefined
  cost: string | undefined
  /** In percent. */
  sale: string | undefined
  /** Cheaper from so many on; 0 where there is no such tier. */
  tiers: { from: number; price: string }[]
  weight: string | undefined
}

export interface OwnLotsWish {
  /** Y: on sale; S, B, C: stockrooms A, B, C; N: not on sale; R: reserved. */
  status?: string
  /** In BrickLink's words, several by commas: `PART,SET`, `-SET`. */
  itemType?: string
  category?: number
  color?: number
}

export function ownLotsCall({ status, itemType, category, color }: OwnLotsWish = {}): Call<OwnLot[]> {
  return {
    ...{ method: 'GET', path: '/inventories', repeat: 'safe', decode: ownLotsOf },
    query: { status, item_type: itemType, category_id: category, color_id: color },
  }
}

export function ownLotCall(id: string): Call<OwnLot> {
  return { method: 'GET', path: `/inventories/${segment(id)}`, repeat: 'safe', decode: ownLotOf }
}

export function ownLotsOf(data: unknown): OwnLot[] {
  return rowsOf(data, decodeLot)
}

export function ownLotOf(data: unknown): OwnLot {
  return decodeLot(rowOf(data))
}

function decodeLot(row: Row): OwnLot {
  return {
    ...storeLot(row),
    ...{ id: text(row, 'inventory_id'), bind: optional(integer, row, 'bind_id') },
    ...{ bulk: optional(integer, row, 'bulk') ?? 1, isRetained: optional(flag, row, 'is_retain') },
    ...{ isInStockroom: optional(flag, row, 'is_stock_room'), stockroom: optional(text, row, 'stock_room_id') },
    ...{ created: optional(text, row, 'date_created'), cost: optional(decimal, row, 'my_cost') },
    ...{ sale: optional(decimal, row, 'sale_rate'), tiers: tiersOf(row), weight: optional(decimal, row, 'my_weight') },
  }
}

function tiersOf(row: Row): OwnLot['tiers'] {
  return [1, 2, 3].flatMap((n) => {
    const from = optional(integer, row, `tier_quantity${n}`)
    const price = optional(decimal, row, `tier_price${n}`)
    return from === undefined || price === undefined ? [] : [{ from, price }]
  })
}
