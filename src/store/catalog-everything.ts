import { Buffer } from 'node:buffer'
import { MAX_DEPTH } from './catalog-contents.js'
import { unpack, type TakeLot } from './catalog-packing.js'
import type { Database } from './sqlite.js'

/** All lots, and what every set contains of them, in memory: for questions that go through all sets. */
export interface Everything {
  /** Each lot's part and color, by its number; the first is that of lot 1, at 1. */
  parts: string[]
  colors: Int32Array
  /** Everything in a set or figure, also in the figures and sets in it. Lots may come several times. */
  each(owner: string, take: TakeLot): void
  /** Whether anything at all is known of what is in it. */
  has(owner: string): boolean
}

/**
 * The columns of the one row of the table `everything`; inventories are numbered from 0, in the order of `owners`. Numbers
 * stand there as this machine has them in memory: the catalog is a cache, which stays where it was made.
 */
interface Packed {
  /** JSON: the part of each lot, from lot 0 on, which is none. */
  parts: string
  colors: Int32Array
  /** JSON: whose inventory it is, in lower case. Of several versions, the highest counts. */
  owners: string
  /** What all inventories contain, one after the other, and where that of each starts; then where the last one ends. */
  contents: Uint8Array
  starts: Int32Array
  /** What is in what, in the order of the inventories, in threes: in which, which, how many of it. */
  inside: Int32Array
}

/** Packs what the other tables say: tens of thousands of rows take ten times as long to read as one that is long. */
export function packEverything(db: Database): void {
  const { owners, contents, inside } = readInventories(db)
  const { parts, colors } = readLots(db)
  const starts = new Int32Array(contents.length + 1)
  contents.forEach((content, index) => (starts[index + 1] = (starts[index] ?? 0) + content.length))
  db.prepare('INSERT INTO everything VALUES (?, ?, ?, ?, ?, ?)').run(
    JSON.stringify(parts),
    bytesOf(colors),
    JSON.stringify(owners),
    Buffer.concat(contents),
    bytesOf(starts),
    bytesOf(Int32Array.from(inside.flat())),
  )
}

/** Reads what was packed. */
export function readEverything(db: Database): Everything {
  const { parts, colors, owners, contents, starts, inside } = readPacked(db)
  const numbers = new Map((JSON.parse(owners) as string[]).map((owner, number) => [owner, number]))
  const firstInside = firstOfEach(inside, starts.length)
  return {
    ...{ parts: JSON.parse(parts) as string[], colors },
    each: (owner, take) => {
      const number = numbers.get(owner.toLowerCase())
      if (number !== undefined) give(number, 1, take, 0)
    },
    has: (owner) => {
      const number = numbers.get(owner.toLowerCase())
      return number !== undefined && isKnown(number, 0)
    },
  }

  function give(number: number, times: number, take: TakeLot, depth: number): void {
    const all: TakeLot = times === 1 ? take : (lot, quantity, isSpare) => take(lot, quantity * times, isSpare)
    unpack(contents, all, starts[number], starts[number + 1])
    if (depth === MAX_DEPTH) return
    for (let i = firstInside[number] ?? 0; inside[i] === number; i += 3)
      give(inside[i + 1] ?? 0, times * (inside[i + 2] ?? 0), take, depth + 1)
  }

  function isKnown(number: number, depth: number): boolean {
    if (starts[number] !== starts[number + 1]) return true
    if (depth === MAX_DEPTH) return false
    for (let i = firstInside[number] ?? 0; inside[i] === number; i += 3)
      if (isKnown(inside[i + 1] ?? 0, depth + 1)) return true
    return false
  }
}

function readPacked(db: Database): Packed {
  const row = db.prepare('SELECT * FROM everything').get() ?? {}
  const numbers = (name: string) => new Int32Array(new Uint8Array(bytes(name)).buffer)
  const bytes = (name: string) => (row[name] instanceof Uint8Array ? row[name] : new Uint8Array())
  return {
    ...{ parts: String(row['parts']), colors: numbers('colors'), owners: String(row['owners']) },
    ...{ contents: bytes('contents'), starts: numbers('starts'), inside: numbers('inside') },
  }
}

/** Where what is in each inventory starts in `inside`; behind the end where nothing is in it. */
function firstOfEach(inside: Int32Array, length: number): Int32Array {
  const first = new Int32Array(length).fill(inside.length)
  for (let i = inside.length - 3; i >= 0; i -= 3) first[inside[i] ?? 0] = i
  return first
}

/** Lots are numbered without a gap. */
function readLots(db: Database): { parts: string[]; colors: Int32Array } {
  const { parts, colors } = db.prepare(LOTS).get() ?? {}
  return {
    parts: ['', ...(JSON.parse(String(parts)) as string[])],
    colors: Int32Array.from([0, ...(JSON.parse(String(colors)) as number[])]),
  }
}

const LOTS = `
  SELECT json_group_array(part) AS parts, json_group_array(color) AS colors
  FROM (SELECT part, color FROM lot ORDER BY id)`

interface Inventories {
  owners: string[]
  contents: Uint8Array[]
  inside: [inventory: number, other: number, quantity: number][]
}

function readInventories(db: Database): Inventories {
  const latest = new Map<string, number>()
  const all = JSON.parse(String(db.prepare(INVENTORIES).get()?.['inventories'])) as [id: number, owner: string][]
  for (const [id, owner] of all) latest.set(owner.toLowerCase(), id)
  const owners = [...latest.keys()]
  const numbers = new Map([...latest.values()].map((id, number) => [id, number]))
  const numberOf = new Map(owners.map((owner, number) => [owner, number]))
  const contents = owners.map((): Uint8Array => new Uint8Array())
  for (const { inventory, content } of db.prepare('SELECT inventory, content FROM inventory_part').iterate()) {
    const number = numbers.get(Number(inventory))
    if (number !== undefined && content instanceof Uint8Array) contents[number] = content
  }
  const inside: Inventories['inside'] = []
  const within = JSON.parse(String(db.prepare(INSIDE).get()?.['inside'])) as [
    id: number,
    owner: string,
    quantity: number,
  ][]
  for (const [id, owner, quantity] of within) {
    const [number, other] = [numbers.get(id), numberOf.get(owner.toLowerCase())]
    // Of what has no inventory, nothing is known.
    if (number !== undefined && other !== undefined) inside.push([number, other, quantity])
  }
  return { owners, contents, inside: inside.sort(([a], [b]) => a - b) }
}

const INVENTORIES = `
  SELECT json_group_array(json_array(id, owner)) AS inventories
  FROM (SELECT id, owner FROM inventory ORDER BY version, id)`

const INSIDE = `
  SELECT json_group_array(json_array(inventory, owner, quantity)) AS inside FROM (
    SELECT inventory, figure AS owner, quantity FROM inventory_figure
    UNION ALL SELECT inventory, number, quantity FROM inventory_set
  )`

function bytesOf(numbers: Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer)
}
