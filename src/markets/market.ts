import type { Inventory } from '../core/inventory.js'
import type { OfferSource, PriceSource } from '../core/trade/sources.js'
import type { Field } from '../system/credentials.js'
import type { Means } from '../system/http/means.js'
import type { Service } from '../system/http/open-service.js'
import type { PartNumbers } from './part-numbers.js'
import type { UserLists } from './user-lists.js'

/** A marketplace as it can be told of without speaking to it. Each is one file, and one row of index.ts. */
export interface Market {
  /** As in commands, settings and variables: `bricklink`. */
  id: string
  /** As it writes itself: `BrickLink`. */
  title: string
  baseUrl: string
  /** What it must be told to let one in, in the order in which a person is asked. */
  credentials: CredentialField[]
  /** Where one gets them, and who does: `registered sellers only`. */
  keyPage: string
  keyFor: string
  /** What one can do with them, in the words of the commands: `brick price`, `brick sellers`. */
  gives: { command: string; what: string }[]
  signIn?: SignIn
  /** Nothing is sent by opening. @throws {BrickError} when a credential cannot be one. */
  open(entry: Entry): OpenMarket
}

/** How to get a credential that people do not have at hand, such as a user token. What is asked for it is never kept. */
export interface SignIn {
  /** Of the credentials. */
  field: string
  asks: { name: string; title: string }[]
  /** @throws {BrickError} when the market does not know the user. */
  exchange(entry: Entry, answers: Record<string, string>): Promise<string>
}

export interface CredentialField extends Field {
  /** For the prompt: `consumer secret`. */
  title: string
}

export interface Entry {
  /** By the names of the fields. */
  credentials: Record<string, string>
  /** The market's own, or another that the configuration names. */
  baseUrl: string
  means: Means
}

/** What a market can do for whoever has these credentials; what it cannot is absent. */
export interface OpenMarket {
  market: Market
  service: Service
  /** Asks as little as it can, changing nothing, and says whose credentials these are. */
  check(): Promise<string>
  prices?: PriceSource
  offers?: OfferSource
  orders?: OrderSource
  sets?: SetSource
  lists?: UserLists
  /** What others call each part of its catalog, from page to page: many calls. */
  partNumbers?(): AsyncIterable<PartNumbers>
}

/** The sets that the user has entered there. */
export interface SetSource {
  /** @throws {BrickError} when the credentials do not say who the user is. */
  owned(): Promise<UserSet[]>
  wanted(): Promise<UserSet[]>
}

export interface UserSet {
  /** With its variant: `10270-1`. */
  number: string
  name: string
  quantity: number
}

/** What the user has bought there. */
export interface OrderSource {
  /** Newest first. */
  list(wish: { isFiled?: true }): Promise<OrderSummary[]>
  /** @returns undefined when there is no such order. */
  order(id: string): Promise<Order | undefined>
}

export interface OrderSummary {
  id: string
  /** ISO 8601. */
  ordered: string
  seller: string
  /** As the market calls it, known to us or not. */
  status: string
  pieces: number
  lots: number
  /** As it is shown to the buyer: `EUR 16.33`. */
  total?: string
}

export interface Order extends OrderSummary {
  /** In the market's numbers, with what was paid for each lot. */
  inventory: Inventory
}
