import type { Market } from './market.js'

/** A market's file is loaded only when it is needed. */
export interface MarketRow {
  id: string
  title: string
  load(): Promise<Market>
}

/** All marketplaces, in the order in which they are told of. */
export const markets: MarketRow[] = [
  { id: 'bricklink', title: 'BrickLink', load: async () => (await import('./bricklink.js')).bricklink },
  { id: 'brickowl', title: 'Brick Owl', load: async () => (await import('./brickowl.js')).brickowl },
  { id: 'rebrickable', title: 'Rebrickable', load: async () => (await import('./rebrickable.js')).rebrickable },
  { id: 'brickset', title: 'Brickset', load: async () => (await import('./brickset.js')).brickset },
]
