import type { Chance } from './chance.js'
import { readColors, readElements, readParts } from './facts.js'
import type { Pair, SetRow, WorldCategory, WorldColor, WorldMinifig, WorldPart, WorldSet } from './world.js'

export interface Items {
  colors: WorldColor[]
  categories: WorldCategory[]
  parts: WorldPart[]
  pairs: Pair[]
  minifigs: WorldMinifig[]
  sets: WorldSet[]
}

/** Parts in colors that exist, minifigs of them, and sets of both. */
export function seedItems(chance: Chance, most: number): Items {
  const { colors, categories } = readColors()
  const parts = readParts(PARTS, most > 300 ? Math.ceil(most / 2) : 0).map(({ category, ...part }, n): WorldPart => {
    const yearFrom = chance.between(1960, 2015)
    const boid = String(737_117 + n * 2_309)
    const printOf = part.ldraw === '3626cp01' ? '3626b' : undefined
    return { ...part, boid, category, weight: chance.between(11, 480), yearFrom, yearTo: 2026, printOf }
  })
  const pairs = pairsOf(parts, colors).slice(0, most)
  const minifigs = FIGURES.map((name, n) => minifig(name, n, pairs, chance))
  const sets = SETS.map((name, n) => set(name, n, pairs, minifigs, chance))
  wrap(sets)
  return { colors, categories, parts, pairs, minifigs, sets }
}

/** LDraw's numbers. Among them are some whose BrickLink, Rebrickable and LDraw numbers differ. */
const PARTS = [
  ...['3001', '3002', '3003', '3004', '3005', '3006', '3007', '3008', '3009', '3010', '3622', '3020', '3021', '3022'],
  ...['3023b', '3024', '3031', '3032', '3034', '3460', '3666', '3710', '3795', '3623', '2420', '2412b', '2431'],
  ...['3068b', '3069b', '3070b', '6636', '87079', '3037', '3039', '3040b', '3665b', '3298', '54200', '85984'],
  ...['11477', '3062b', '3941', '6141', '4070', '87087', '59900', '15573', '2780', '3673', '32316', '3700', '98138'],
  ...['3626b', '3626cp01', '973', '3815', '3816', '3817', '3818', '3819', '3820', '3833'],
]

/** Rebrickable's numbers, which here are LDraw's too: the ones that most parts come in first. */
const COMMON_COLORS = [0, 15, 4, 71, 1, 14]
const OTHER_COLORS = [72, 2, 19, 70, 28, 25, 27, 10, 320, 272, 47, 36, 308, 378, 46, 41, 5, 26]

/** Five colors a part, or what there are; each part begins elsewhere in the list of the rarer ones. */
function pairsOf(parts: WorldPart[], colors: WorldColor[]): Pair[] {
  const byNumber = new Map(colors.map((color) => [color.rebrickable, color]))
  const elements = readElements(parts.map(({ rebrickable }) => rebrickable))
  return parts
    .flatMap((part, n) => {
      const known = elements.get(part.rebrickable)
      const others = [...OTHER_COLORS.slice(n % OTHER_COLORS.length), ...OTHER_COLORS.slice(0, n % OTHER_COLORS.length)]
      const exists = (code: number) => known?.has(code)
      const codes = [...COMMON_COLORS.filter(exists).slice(0, 3), ...others.filter(exists).slice(0, 2)]
      const most = codes.length > 0 ? codes : [...(known?.keys() ?? [])].slice(0, 2)
      return most.flatMap((code) => {
        const color = byNumber.get(code)
        return color ? [{ part, color, boid: `${part.boid}-${color.brickowl}`, elements: known?.get(code) ?? [] }] : []
      })
    })
    .map((pair, n) => (n % 41 === 40 ? { ...pair, elements: [] } : pair))
}

const FIGURES = ['Harbor Master', 'Crane Driver', 'Baker with Apron', 'Lighthouse Keeper', 'Tram Conductor', 'Gardener']

const FIGURE_PARTS = ['3626b', '973', '3815', '3816', '3817', '3818', '3819', '3820', '3833']

function minifig(name: string, n: number, pairs: Pair[], chance: Chance): WorldMinifig {
  const rows = FIGURE_PARTS.map((no) => {
    const choice = pairs.filter(({ part }) => part.ldraw === no)
    return row({ pair: chance.one(choice), quantity: no === '3820' ? 2 : 1 })
  })
  const number = String(n + 1).padStart(3, '0')
  const numbers = { bricklink: `sbx${number}`, rebrickable: `fig-900${number}`, boid: String(990_101 + n * 7) }
  return { ...numbers, name, year: 2018 + n, weight: 312, rows }
}

const SETS = [
  ...['Harbor Crane', 'Corner Bakery', 'Lighthouse Rock', 'City Tram', 'Garden Shed', 'Canal Boat', 'Night Market'],
  ...['Windmill', 'Signal Box', 'Ferry Landing', 'Clock Tower', 'Harbor District Bundle'],
]

const THEMES = [
  { id: 9_001, name: 'Old Town' },
  { id: 9_002, name: 'Waterside' },
  { id: 9_003, name: 'Rails' },
]

function set(name: string, n: number, pairs: Pair[], minifigs: WorldMinifig[], chance: Chance): WorldSet {
  const chosen = [...new Set(Array.from({ length: 14 + n * 2 }, () => chance.one(pairs)))]
  const rows: SetRow[] = chosen.map((pair) =>
    row({ pair, quantity: chance.between(1, 24), extra: pair.part.weight < 60 ? chance.between(0, 2) : 0 }),
  )
  const spare = chance.one(pairs)
  // A spare piece alone: BrickLink lists it with the quantity 0.
  if (n % 3 === 0 && !chosen.includes(spare)) rows.push(row({ pair: spare, quantity: 0, extra: 1 }))
  if (n % 2 === 0) rows.push(...alternates(pairs, chosen, chance))
  if (n % 4 === 1) rows.push(row({ pair: chance.one(pairs), quantity: 2, isCounterpart: true }))
  const people = [minifigs[n % minifigs.length], minifigs[(n * 5 + 2) % minifigs.length]]
  if (n % 3 !== 1) rows.push(...[...new Set(people)].flatMap((person) => (person ? [row({ minifig: person })] : [])))
  const theme = THEMES[n % THEMES.length] ?? { id: 9_001, name: 'Old Town' }
  const [no, boid] = [`${99_101 + n}-1`, String(880_003 + n * 11)]
  return { no, boid, name, year: 2014 + n, theme, weight: chance.between(9_000, 180_000), rows }
}

/** Two parts of which a box has one. */
function alternates(pairs: Pair[], taken: Pair[], chance: Chance): SetRow[] {
  const free = pairs.filter((pair) => !taken.includes(pair))
  const [regular, other] = [chance.one(free.slice(0, 50)), chance.one(free.slice(50))]
  return [row({ pair: regular, quantity: 3, match: 1 }), row({ pair: other, quantity: 3, match: 1, isAlternate: true })]
}

/** The last set is a bundle: two of the others, and a few loose pieces. */
function wrap(sets: WorldSet[]): void {
  const [first, second] = sets
  const last = sets.at(-1)
  if (!first || !second || !last) return
  last.rows = [row({ set: first }), row({ set: second }), ...last.rows.filter(({ pair }) => pair).slice(0, 4)]
}

function row(known: Partial<SetRow>): SetRow {
  return { quantity: 1, extra: 0, match: 0, isAlternate: false, isCounterpart: false, ...known }
}
