import { chanceOf } from './chance.js'
import { personas, type Persona } from './personas.js'
import { seedItems } from './world-items.js'
import { seedLists } from './world-lists.js'
import { seedMarket } from './world-market.js'
import { seedOrders } from './world-orders.js'

/**
 * A small world of parts, sets, stores and orders, the same for all marketplaces. Numbers of parts and colors are real,
 * as they stand in data/; BOIDs, sets, minifigs, stores, people and prices are invented.
 */
export interface World {
  seed: number
  /** Milliseconds since 1970. Nothing in this world is younger. */
  time: number
  colors: WorldColor[]
  categories: WorldCategory[]
  parts: WorldPart[]
  /** About 300 parts in a color. */
  pairs: Pair[]
  minifigs: WorldMinifig[]
  sets: WorldSet[]
  stores: WorldStore[]
  /** Who sells what. BrickLink never serves these rows, only statistics of them. */
  lots: SellerLot[]
  sales: Sale[]
  /** The user's own store; its lots are not among the others. */
  ownStore: WorldStore
  ownLots: SellerLot[]
  orders: WorldOrder[]
  wishlists: WorldWishlist[]
  partLists: WorldPartList[]
  setLists: WorldSetList[]
  lostParts: WorldLostPart[]
  personas: Persona[]
  /** How many of each currency one euro is, in millionths. */
  rates: Record<string, number>
}

export interface WorldColor {
  ldraw: number
  bricklink: number
  bricklinkName: string
  rebrickable: number
  rebrickableName: string
  brickowl: number
  brickowlName: string
  /** LEGO's number and name; undefined where data/ has none. */
  lego: number | undefined
  legoName: string | undefined
  /** `RRGGBB`. */
  rgb: string
  transparent: boolean
}

export interface WorldCategory {
  /** BrickLink's and Rebrickable's here alike. */
  id: number
  name: string
}

export interface WorldPart {
  ldraw: string
  bricklink: string
  rebrickable: string
  /** Without a color: `737117`. */
  boid: string
  name: string
  category: number
  /** In hundredths of a gram. */
  weight: number
  yearFrom: number
  yearTo: number
  /** The color that it is printed over or the mould that it stands for: Rebrickable's `print_of`. */
  printOf: string | undefined
}

export interface Pair {
  part: WorldPart
  color: WorldColor
  /** With the color: `737117-38`. */
  boid: string
  /** LEGO's numbers, newest first; several for one pair, none for some. */
  elements: string[]
}

export interface WorldMinifig {
  /** `sbx001` on BrickLink, `fig-900001` on Rebrickable. */
  bricklink: string
  rebrickable: string
  boid: string
  name: string
  year: number
  /** In hundredths of a gram. */
  weight: number
  rows: SetRow[]
}

export interface WorldSet {
  /** With its variant: `99101-1`. */
  no: string
  boid: string
  name: string
  year: number
  /** Rebrickable's and Brickset's. */
  theme: { id: number; name: string }
  /** In hundredths of a gram. */
  weight: number
  rows: SetRow[]
}

/** What is in a set or a minifig: exactly one of pair, minifig and set. */
export interface SetRow {
  pair?: Pair
  minifig?: WorldMinifig
  set?: WorldSet
  /** Regular pieces, without extras. */
  quantity: number
  /** Spare pieces. */
  extra: number
  /** Rows of one number other than 0 stand for each other; the first is the regular one. */
  match: number
  isAlternate: boolean
  isCounterpart: boolean
}

export interface WorldStore {
  id: string
  /** As people read it; where HTML is served, `&` is `&amp;`. */
  name: string
  owner: string
  /** ISO 3166-1, so GB: BrickLink says UK. */
  country: string
  currency: string
  /** Ten-thousandths of the currency. */
  minimumOrder: number
  minimumLotAverage: number
  feedback: number
  open: boolean
  /** Its prices have no VAT in them. */
  withoutVat: boolean
  /** In percent; 0 outside Europe. */
  vatRate: number
  /** Countries it ships to; empty means all. */
  shipsTo: string[]
}

export interface SellerLot {
  id: string
  store: WorldStore
  /** One of pair, set and minifig. */
  pair?: Pair
  set?: WorldSet
  minifig?: WorldMinifig
  condition: 'new' | 'used'
  quantity: number
  /** Sold in multiples of this. */
  bulk: number
  /** Ten-thousandths of the store's currency for one piece, with VAT unless the store is without. */
  price: number
  /** Milliseconds since 1970. */
  created: number
  updated: number
}

export interface Sale {
  pair: Pair
  condition: 'new' | 'used'
  quantity: number
  /** Ten-thousandths of the currency. */
  price: number
  currency: string
  /** In percent, in the price. */
  vatRate: number
  sellerCountry: string
  buyerCountry: string
  time: number
}

export interface WorldOrder {
  id: number
  /** The user of the personas is the buyer (`out`) or the seller (`in`), or has nothing to do with it (`other`). */
  direction: 'in' | 'out' | 'other'
  /** The seller, where it is not the user. */
  store: WorldStore | undefined
  buyer: string
  seller: string
  storeName: string
  time: number
  changed: number
  /** BrickLink's word. */
  status: string
  filed: boolean
  currency: string
  /** Ten-thousandths. */
  shipping: number
  /** Percent times 100 and ten-thousandths; BrickLink collects it when `vatCollected`. */
  vatRate: number
  vatCollected: boolean
  paid: number | undefined
  paymentMethod: string
  paymentStatus: string
  /** In batches; none when it is purged. */
  batches: OrderRow[][]
  /** Of the purged too. */
  pieces: number
  lots: number
  /** Ten-thousandths. */
  subtotal: number
}

export interface OrderRow {
  lot: SellerLot
  quantity: number
  price: number
  description: string
  remarks: string | undefined
}

export interface WorldWishlist {
  id: string
  name: string
  description: string
  rows: {
    id: string
    pair: Pair
    quantity: number
    maximumPrice: number | undefined
    condition: string
    note: string
  }[]
}

export interface WorldPartList {
  id: number
  name: string
  isBuildable: boolean
  rows: { pair: Pair; quantity: number }[]
}

export interface WorldSetList {
  id: number
  name: string
  isBuildable: boolean
  rows: { set: WorldSet; quantity: number }[]
}

export interface WorldLostPart {
  id: number
  set: WorldSet
  row: SetRow
  quantity: number
}

/** The user that all personas belong to, unless it says otherwise. */
export const USER = {
  name: 'brickmason',
  email: 'mason@brickmason.example',
  store: "Mason's Corner",
  country: 'DE',
  currency: 'EUR',
}

/** Sunday, 1 March 2026, noon in Greenwich. */
export const WORLD_TIME = Date.UTC(2026, 2, 1, 12)

/** The same world for the same seed, and nothing shared between two: services may change what they were given. */
export function seedWorld(seed = 1, { pairs = 300 }: { pairs?: number } = {}): World {
  const chance = chanceOf(seed)
  const items = seedItems(chance, pairs)
  const market = seedMarket(items, chance)
  const orders = seedOrders(market, chance)
  const lists = seedLists(items, chance)
  return { seed, time: WORLD_TIME, ...items, ...market, orders, ...lists, personas: personas() }
}

/** Ten-thousandths as a decimal: `decimal(12345, 4)` is 1.2345; with fewer digits it is rounded half up. */
export function decimal(tenThousandths: number, digits: number): string {
  const unit = 10 ** (4 - digits)
  const whole = Math.floor((tenThousandths + unit / 2) / unit)
  const text = String(Math.abs(whole)).padStart(digits + 1, '0')
  const [units, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)]
  return `${whole < 0 ? '-' : ''}${units}${digits > 0 ? '.' : ''}${fraction}`
}
