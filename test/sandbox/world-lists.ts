import type { Chance } from './chance.js'
import type { Items } from './world-items.js'
import type { WorldLostPart, WorldPartList, WorldSetList, WorldWishlist } from './world.js'

export interface Lists {
  wishlists: WorldWishlist[]
  partLists: WorldPartList[]
  setLists: WorldSetList[]
  lostParts: WorldLostPart[]
}

/** What the user has written down at Brick Owl and at Rebrickable. */
export function seedLists({ pairs, sets }: Items, chance: Chance): Lists {
  return {
    wishlists: ['Castle', 'Train yard', 'Spare parts'].map((name, n) => ({
      ...{ id: String(510_001 + n * 3), name, description: n === 0 ? 'For the gate & the tower' : '' },
      rows: some(pairs, 6 + n, chance).map((pair, at) => ({
        ...{ id: String(52_000_001 + n * 100 + at), pair, quantity: chance.between(1, 40) },
        ...{ maximumPrice: at % 3 === 0 ? 2_500 : undefined, condition: at % 2 === 0 ? 'new' : 'any', note: '' },
      })),
    })),
    partLists: ['Loose bricks', 'Box under the bed', 'Lent to Kim'].map((name, n) => ({
      ...{ id: 610_001 + n, name, isBuildable: n < 2 },
      rows: some(pairs, [130, 12, 3][n] ?? 3, chance).map((pair) => ({ pair, quantity: chance.between(1, 60) })),
    })),
    setLists: ['Shelf', 'Attic'].map((name, n) => ({
      ...{ id: 620_001 + n, name, isBuildable: true },
      rows: some(sets, 4 - n, chance).map((set, at) => ({ set, quantity: at === 0 ? 2 : 1 })),
    })),
    lostParts: sets.slice(0, 3).flatMap((set, n) => {
      const row = set.rows.find(({ pair, quantity }) => pair && quantity > 0)
      return row ? [{ id: 630_001 + n, set, row, quantity: 1 }] : []
    }),
  }
}

/** Different ones, at most so many. */
function some<T>(list: T[], most: number, chance: Chance): T[] {
  return [...new Set(Array.from({ length: most }, () => chance.one(list)))]
}
