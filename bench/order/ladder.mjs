import * as fs from 'node:fs'
import * as path from 'node:path'
import { generate, generateShop } from './generate.mjs'
import { readMarket } from './read.mjs'

/**
 * What is to be reached: a proven gap in percent within so many seconds of processor time, and better than that. `first`:
 * so many seconds until the first complete plan, from the start of the process.
 */
const LADDER = [
  { kinds: ['core', 'full'], size: [20, 50], least: [0.1, 5], goal: [0.05, 2], first: 0.6 },
  { kinds: ['core', 'full'], size: [50, 200], least: [0.1, 5], goal: [0.05, 2], first: 0.6 },
  { kinds: ['flat', 'core'], size: [100, 500], least: [0.1, 10], goal: [0.01, 5], first: 0.6 },
  { kinds: ['full'], size: [100, 500], least: [1, 30], goal: [0.3, 30], first: 0.6 },
  { kinds: ['flat', 'core'], size: [300, 1000], least: [4, 30], goal: [2, 30], first: 2.5 },
  { kinds: ['full'], size: [300, 1000], least: [5.5, 30], goal: [2.5, 30], first: 2.5 },
  { kinds: ['flat', 'core'], size: [1000, 2000], least: [3, 30], goal: [1.5, 60] },
  { kinds: ['full'], size: [1000, 2000], least: [10, 30], goal: [5, 60] },
]

/** Products and stores. */
const SHOPS = ['10x25', '25x50', '50x100', '5x240', '5x400', '50x240', '50x400', '100x240', '100x400']

/** All markets to solve, the given ones first; a fresh one is drawn when its `market` is asked for. */
export function markets(given, seeds) {
  const numbers = Array.from({ length: seeds }, (_, seed) => seed + 1)
  const fresh = LADDER.flatMap(({ kinds, size: [lots, stores], ...targets }) =>
    kinds.flatMap((kind) =>
      numbers.map((seed) => ({
        ...{ ...targets, name: `${kind}-${lots}x${stores}-g${seed}` },
        market: () => generate(kind, lots, stores, seed),
      })),
    ),
  )
  const shops = SHOPS.map((size) => size.split('x').map(Number)).flatMap(([products, stores]) =>
    ['uniform', 'gauss'].flatMap((prices) =>
      ['endless', 'small'].flatMap((stocks) =>
        numbers.map((seed) => ({
          ...{ least: [0.01, 1], goal: [0.01, 0.5] },
          name: `shop-${prices}-${stocks}-${products}x${stores}-g${seed}`,
          market: () => generateShop(prices, stocks, products, stores, seed),
        })),
      ),
    ),
  )
  return [...known(given), ...fresh, ...shops]
}

export function known(folder) {
  if (!fs.existsSync(folder)) return []
  const files = fs.readdirSync(folder).filter((name) => /\.json(\.gz)?$/.test(name))
  return files.map((file) => {
    const [name = '', kind = '', lots = '', stores = ''] = /^(\w+)-(\d+)x(\d+)-\w+/.exec(file) ?? []
    const [lotCount, storeCount] = [Number(lots), Number(stores)]
    const rung = LADDER.find(
      ({ kinds, size }) => kinds.includes(kind) && size[0] === lotCount && size[1] === storeCount,
    )
    const { least, goal, first } = rung ?? { least: [100, 30], goal: [100, 30] }
    return {
      ...{ name, least, goal, first, kind, lotCount, storeCount },
      market: () => readMarket(path.join(folder, file)),
    }
  })
}
