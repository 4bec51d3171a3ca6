import type { Call } from '../../system/http/call.js'
import { decimal, flag, integer, object, optional, rowOf, text, words, type Row } from '../members.js'

/** Whose key it is. */
export interface User {
  name: string
  id: string | undefined
  hasStore: boolean
  store: OwnStore | undefined
}

export interface OwnStore {
  id: string
  name: string
  slogan: string | undefined
  currency: string | undefined
  country: string | undefined
  url: string | undefined
  feedback: number | undefined
  /** Decimal text, in the currency of the store. */
  minimum: string | undefined
  lotAverage: string | undefined
  isOpen: boolean | undefined
  /** Seconds since 1970. */
  lastChange: number | undefined
}

export const IGNORED_OF_USERS = ['square_logo_24', 'square_logo_16']

export const USER_CALL: Call<User> = { method: 'GET', path: '/user/details', repeat: 'safe', decode: userOf }

export function userOf(body: unknown): User {
  const row = rowOf(body)
  const store = optional(object, row, 'store_details')
  return {
    ...{ name: words(row, 'username'), id: optional(text, row, 'uid') },
    ...{ hasStore: optional(flag, row, 'has_store') ?? false, store: store && storeOf(store) },
  }
}

function storeOf(row: Row): OwnStore {
  return {
    ...{ id: text(row, 'store_id'), name: words(row, 'name'), slogan: optional(words, row, 'slogan') },
    ...{ currency: optional(text, row, 'base_currency'), country: optional(text, row, 'country') },
    ...{ url: optional(text, row, 'url'), feedback: optional(integer, row, 'feedback_count') },
    ...{ minimum: optional(decimal, row, 'minimum_order') },
    ...{ lotAverage: optional(decimal, row, 'minimum_lot_average'), isOpen: optional(flag, row, 'open') },
    lastChange: optional(integer, row, 'last_inventory_update'),
  }
}
