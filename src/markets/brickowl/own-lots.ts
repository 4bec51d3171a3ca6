import type { Call } from '../../system/http/call.js'
import { decimal, flag, integer, rowsOf, optional, text, words, type Read, type Row } from '../members.js'
import { externalOf } from './external.js'
import { idsOf, type OwlId } from './items.js'

/** A lot of the user's own store. Amounts are decimal text, in the currency of the store. */
export interface OwlOwnLot {
  id: string
  boid: string
  type: string | undefined
  ids: OwlId[]
  /** `new`, and more exactly: `news`. */
  condition: string
  fullCondition: string | undefined
  quantity: number
  /** As it is sold; before and after what is taken off. */
  price: string
  basePrice: string | undefined
  finalPrice: string | undefined
  /** In percent. */
  sale: string | undefined
  bulk: number
  isForSale: boolean | undefined
  /** Cheaper for many, as it is written. */
  tiers: string
  url: string | undefined
  /** Brick Owl's older number of the item. */
  owlId: string | undefined
  publicNote: string | undefined
  personalNote: string | undefined
  cost: string | undefined
  /** In grams. */
  weight: string | undefined
  /** For whom it is reserved. */
  reservedFor: string | undefined
  external: Record<string, string>
}

/** What is not on sale comes only by asking. */
export function ownLotsCall({ all }: { all?: true } = {}): Call<OwlOwnLot[]> {
  return {
    ...{ method: 'GET', path: '/inventory/list', repeat: 'safe', decode: ownLotsOf },
    query: { active_only: all ? 0 : 1 },
  }
}

export function ownLotsOf(body: unknown): OwlOwnLot[] {
  return rowsOf(body, lotOf)
}

function lotOf(row: Row): OwlOwnLot {
  const { tier_price: tiers } = row.members
  return {
    ...{ id: text(row, 'lot_id'), boid: text(row, 'boid'), type: said(text, row, 'type'), ids: idsOf(row) },
    ...{ condition: text(row, 'con'), fullCondition: said(text, row, 'full_con') },
    ...{ quantity: integer(row, 'qty'), price: decimal(row, 'price') },
    ...{ basePrice: said(decimal, row, 'base_price'), finalPrice: said(decimal, row, 'final_price') },
    ...{ sale: said(decimal, row, 'sale_percent'), bulk: said(integer, row, 'bulk_qty') ?? 1 },
    ...{ isForSale: said(flag, row, 'for_sale'), tiers: JSON.stringify(tiers ?? []) },
    ...{ url: said(text, row, 'url'), owlId: said(text, row, 'owl_id') },
    ...{ publicNote: said(words, row, 'public_note'), personalNote: said(words, row, 'personal_note') },
    ...{ cost: said(decimal, row, 'my_cost'), weight: said(decimal, row, 'lot_weight') },
    ...{ reservedFor: said(text, row, 'reserve_uid'), external: externalOf(row) },
  }
}

/** What is empty is not said, and neither is the word `null`, which one publisher's recording has in place of null. */
function said<T>(read: Read<T>, row: Row, name: string): T | undefined {
  return ['', 'null'].includes(String(row.members[name])) ? undefined : optional(read, row, name)
}
