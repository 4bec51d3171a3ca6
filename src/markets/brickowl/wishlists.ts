import type { Call, Fields } from '../../system/http/call.js'
import { decimal, flag, integer, optional, rowOf, rowsOf, text, words, type Row } from '../members.js'
import { idsOf, type OwlId } from './items.js'

export interface Wishlist {
  id: string
  name: string
  description: string
  /** Not every client has seen these. */
  isPublic: boolean | undefined
  url: string | undefined
  pieces: number | undefined
  lots: number | undefined
  /** Seconds since 1970. */
  created: number | undefined
  updated: number | undefined
}

export interface WishlistLot {
  id: string
  boid: string
  type: string | undefined
  ids: OwlId[]
  quantity: number
  /** Decimal text, in the user's currency. */
  maximumPrice: string | undefined
  /** `new`, `usedg`, ...; absent where any will do. */
  condition: string | undefined
  note: string | undefined
}

/** Lists as they are now: these are the user's own, and never kept. */
export const WISHLISTS_CALL: Call<Wishlist[]> = {
  ...{ method: 'GET', path: '/wishlist/lists', repeat: 'safe', decode: wishlistsOf },
}

export function wishlistsOf(body: unknown): Wishlist[] {
  return rowsOf(body, (row) => ({
    ...{ id: text(row, 'wishlist_id'), name: words(row, 'name') },
    ...{ description: optional(words, row, 'description') ?? '', isPublic: optional(flag, row, 'public') },
    ...{ url: optional(text, row, 'url'), pieces: optional(integer, row, 'item_count') },
    ...{ lots: optional(integer, row, 'lot_count'), created: optional(integer, row, 'created') },
    updated: optional(integer, row, 'updated'),
  }))
}

/** Absent where there is no such list. */
export function wishlistLotsCall(list: string): Call<WishlistLot[]> {
  return { method: 'GET', path: '/wishlist/lots', repeat: 'safe', query: { wishlist_id: list }, decode: wishlistLotsOf }
}

export function wishlistLotsOf(body: unknown): WishlistLot[] {
  return rowsOf(body, (row) => ({
    ...{ id: text(row, 'lot_id'), boid: text(row, 'boid'), type: optional(text, row, 'type'), ids: idsOf(row) },
    ...{ quantity: optional(integer, row, 'minimum_quantity', 'qty', 'quantity') ?? 1 },
    ...{ maximumPrice: filled(row, 'maximum_price') ? optional(decimal, row, 'maximum_price') : undefined },
    ...{ condition: filled(row, 'minimum_condition'), note: optional(words, row, 'note') || undefined },
  }))
}

/** Names are unique: whether it was made is seen in the lists. Its answer is the number of the list. */
export function createListCall({ name, description }: { name: string; description?: string }): Call<string> {
  return {
    ...{ method: 'POST', path: '/wishlist/create_list', repeat: 'once', form: { name, description } },
    decode: (body) => text(rowOf(body), 'wishlist_id'),
  }
}

export interface NewLot {
  list: string
  boid: string
  /** Needed for parts whose BOID has none in it. */
  color?: number
}

/** Adds one piece: how many are wanted can only be said by `updateLotCall` afterwards. Its answer is the number of the lot. */
export function createLotCall({ list, boid, color }: NewLot): Call<string> {
  return {
    ...{ method: 'POST', path: '/wishlist/create_lot', repeat: 'once' },
    form: { wishlist_id: list, boid, color_id: color },
    decode: (body) => text(rowOf(body), 'lot_id'),
  }
}

export interface LotChange {
  quantity?: number
  maximumPrice?: string
  condition?: string
  note?: string
}

export function updateLotCall({ list, lot }: { list: string; lot: string }, change: LotChange): Call<true> {
  const { quantity, maximumPrice, condition, note } = change
  return changeCall('/wishlist/update', {
    ...{ wishlist_id: list, lot_id: lot, minimum_quantity: quantity, maximum_price: maximumPrice },
    ...{ minimum_condition: condition, note },
  })
}

export function deleteLotCall({ list, lot }: { list: string; lot: string }): Call<true> {
  return changeCall('/wishlist/delete_lot', { wishlist_id: list, lot_id: lot })
}

/** The last list that there is cannot be deleted. */
export function deleteListCall(list: string): Call<true> {
  return changeCall('/wishlist/delete_list', { wishlist_id: list })
}

/** What may be done twice with the same result. */
function changeCall(path: string, form: Fields): Call<true> {
  return { method: 'POST', path, repeat: 'safe', form, decode: doneOf }
}

/** @throws {Error} when it says anything but that it is done. */
export function doneOf(body: unknown): true {
  const status = text(rowOf(body), 'status')
  if (status === 'success') return true
  throw new Error(`status is not success: ${JSON.stringify(status)}`)
}

function filled(row: Row, name: string): string | undefined {
  return optional(text, row, name) || undefined
}
