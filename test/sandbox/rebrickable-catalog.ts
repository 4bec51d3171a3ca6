import { groupBy } from './groups.js'
import type { Pair, SetRow, World, WorldColor, WorldMinifig, WorldPart, WorldSet } from './world.js'

/** The world by Rebrickable's numbers. */
export interface Catalog {
  world: World
  /** Of the world, then the generated ones: as many as the switch `extra_parts` says. */
  parts(extra: number): readonly WorldPart[]
  part(no: string, extra: number): WorldPart | undefined
  color(id: number): WorldColor | undefined
  pair(part: WorldPart, color: WorldColor): Pair | undefined
  pairsOf(part: WorldPart): Pair[]
  element(no: string): Pair | undefined
  set(no: string): WorldSet | undefined
  minifig(no: string): WorldMinifig | undefined
  /** The rows of a set or a minifig, with those of the minifigs in it if asked for. */
  inventory(thing: WorldSet | WorldMinifig, options?: { withMinifigs?: boolean }): InventoryRow[]
  inventoryRow(id: number): InventoryRow | undefined
  setsWith(pair: Pair): WorldSet[]
}

/** Regular and spare pieces stand in rows of their own. */
export interface InventoryRow {
  id: number
  /** A set, or the minifig that the row came with. */
  holder: string
  set: WorldSet | undefined
  row: SetRow
  pair: Pair
  quantity: number
  isSpare: boolean
}

export function catalogOf(world: World): Catalog {
  // What LDraw tells apart may be one part here.
  const byNumber = new Map(world.parts.toReversed().map((part) => [part.rebrickable, part]))
  const own = [...byNumber.values()].toReversed()
  const byColor = new Map(world.colors.map((color) => [color.rebrickable, color]))
  const byPart = groupBy(world.pairs, ({ part }) => part.rebrickable)
  const byElement = new Map(world.pairs.flatMap((pair) => pair.elements.map((no) => [no, pair] as const)))
  const byPair = new Map(world.pairs.map((pair) => [keyOf(pair.part, pair.color), pair]))
  const things = [...world.sets, ...world.minifigs]
  const rows = new Map(things.map((thing, n) => [thing, ownRows(thing, FIRST_ROW + n * ROWS_PER_THING)]))
  const byId = new Map([...rows.values()].flat().map((row) => [row.id, row]))
  const sets = new Map<Pair, Set<WorldSet>>()
  for (const row of byId.values()) if (row.set) sets.set(row.pair, (sets.get(row.pair) ?? new Set()).add(row.set))

  const generated: WorldPart[] = []
  let all: readonly WorldPart[] = own
  function parts(extra: number) {
    if (all.length === own.length + extra) return all
    for (let n = generated.length; n < extra; n++) generated.push(generatedPart(n, world))
    generated.length = extra
    all = own.concat(generated)
    return all
  }

  return {
    world,
    parts,
    part: (no, extra) => byNumber.get(no) ?? parts(extra).find(({ rebrickable }) => rebrickable === no),
    color: (id) => byColor.get(id),
    pair: (part, color) => byPair.get(keyOf(part, color)),
    pairsOf: (part) => byPart.get(part.rebrickable) ?? [],
    element: (no) => byElement.get(no),
    set: (no) => world.sets.find((set) => set.no === no),
    minifig: (no) => world.minifigs.find(({ rebrickable }) => rebrickable === no),
    inventory(thing, { withMinifigs = false } = {}) {
      const people = withMinifigs ? thing.rows.filter(({ minifig }) => minifig) : []
      const theirs = people.flatMap(({ minifig, quantity }) =>
        (minifig ? (rows.get(minifig) ?? []) : []).map((row) => ({ ...row, quantity: row.quantity * quantity })),
      )
      return [...(rows.get(thing) ?? []), ...theirs]
    },
    inventoryRow: (id) => byId.get(id),
    setsWith: (pair) => [...(sets.get(pair) ?? [])],
  }
}

const FIRST_ROW = 13_500_001
const ROWS_PER_THING = 1_000

function keyOf(part: WorldPart, color: WorldColor): string {
  return `${part.rebrickable} ${color.rebrickable}`
}

/** Alternates and counterparts are BrickLink's idea: Rebrickable lists what lies in the box. */
function ownRows(thing: WorldSet | WorldMinifig, first: number): InventoryRow[] {
  const set = 'no' in thing ? thing : undefined
  const holder = 'no' in thing ? thing.no : thing.rebrickable
  return thing.rows.flatMap((row, n) => {
    const { pair, isAlternate, isCounterpart, quantity, extra } = row
    if (!pair || isAlternate || isCounterpart) return []
    const one = { holder, set, row, pair }
    return [
      ...(quantity > 0 ? [{ ...one, id: first + n * 2, quantity, isSpare: false }] : []),
      ...(extra > 0 ? [{ ...one, id: first + n * 2 + 1, quantity: extra, isSpare: true }] : []),
    ]
  })
}

/** One of the many parts that only make the list long. Of some the BrickLink number differs, others have none. */
function generatedPart(n: number, { categories }: World): WorldPart {
  const no = String(800_001 + n)
  return {
    ldraw: no,
    bricklink: n % 7 === 3 ? `${no}a` : no,
    rebrickable: no,
    boid: String(20_000_001 + n * 3),
    name: `Bracket Special ${n + 1}`,
    category: categories[n % categories.length]?.id ?? 1,
    weight: 50,
    yearFrom: 1970 + (n % 50),
    yearTo: 2026,
    printOf: undefined,
  }
}
