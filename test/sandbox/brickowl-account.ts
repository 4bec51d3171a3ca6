import type { OwlItem } from './brickowl-index.js'
import type { Pair, SellerLot, World } from './world.js'

/** What one user has at Brick Owl. Everybody begins with what the world says. */
export interface OwlAccount {
  wishlists: Wishlist[]
  collection: CollectionLot[]
  /** Of the own store. */
  lots: OwnLot[]
  /** Numbers for what is new. */
  nextId(): string
}

export interface Wishlist {
  id: string
  name: string
  description: string
  created: number
  updated: number
  lots: WishlistLot[]
  /** Lots are counted in each list anew. */
  last: number
}

export interface WishlistLot {
  id: string
  item: OwlItem
  quantity: number
  /** As it was given: a decimal. */
  maximumPrice: string | null
  condition: string | null
  note: string | null
}

export interface CollectionLot {
  id: string
  item: OwlItem
  quantity: number
  condition: string
  note: string | null
  price: string | null
}

export interface OwnLot {
  lot: SellerLot
  item: OwlItem
  external: string | undefined
  publicNote: string | null
  personalNote: string | null
  isForSale: boolean
}

export function openAccount(world: World): OwlAccount {
  let last = 71_000_001
  const nextId = () => String((last += 7))
  return {
    nextId,
    wishlists: world.wishlists.map(({ rows, ...list }) => ({
      ...{ ...list, created: world.time, updated: world.time, last: rows.length },
      lots: rows.map(({ pair, quantity, maximumPrice, condition, note }, n) => ({
        ...{ id: String(n + 1), item: itemOf(pair), quantity, note: note || null },
        maximumPrice: maximumPrice === undefined ? null : (maximumPrice / 10_000).toFixed(3),
        condition: condition === 'any' ? null : condition,
      })),
    })),
    collection: (world.partLists[1]?.rows ?? []).map(({ pair, quantity }, n) => ({
      ...{ id: nextId(), item: itemOf(pair), quantity, condition: n % 4 === 3 ? 'usedg' : 'new' },
      ...{ note: null, price: null },
    })),
    lots: world.ownLots.flatMap((lot, n): OwnLot[] => {
      const { pair } = lot
      if (!pair) return []
      const external = n % 3 === 0 ? undefined : String(55_984_501 + n * 10)
      return [{ lot, item: itemOf(pair), external, publicNote: null, personalNote: `A${n + 1}`, isForSale: true }]
    }),
  }
}

function itemOf(pair: Pair): OwlItem {
  return { boid: pair.boid, type: 'Part', pair }
}
