/** What every set contains, for questions to all sets at once. Lots are numbered from 1; numbers are Rebrickable's. */
export interface SetContents {
  /** Each lot's part and color, by its number. */
  parts: readonly string[]
  colors: Int32Array
  /** All lots of a set, also those of the figures and sets in it. */
  each(set: string, take: (lot: number, quantity: number, isSpare: boolean) => void): void
  /** Whether anything is known of what is in it. */
  has(set: string): boolean
}

/** So many of a part in a color, in Rebrickable's numbers; no color means any. */
export interface Pieces {
  part: string
  color: number | undefined
  quantity: number
}

export interface ShelfRules {
  /** Other moulds of a part, which may stand in for it. */
  moulds(part: string): string[]
  ignoreColor?: true
  /** Lots that count for nothing: sheets of stickers. */
  isLeftOut?(part: string, color: number): boolean
}

/**
 * Pieces on shelves, such that all pieces of a shelf can stand in for each other, and none for those of another. So sums
 * are all that matters, and no choice of pieces is better than any other.
 */
export interface Shelves {
  /** The shelf of each lot of the sets: 0 where there is none, -1 where the lot counts for nothing. */
  shelfOf: Int32Array
  /** How many pieces lie on each shelf, and how many lots they came in. */
  stock: Int32Array
  lots: Int32Array
  /** The shelf of any color that each shelf belongs to; 0 where there is none. */
  anyOf: Int32Array
}

export function openShelves(contents: SetContents, pieces: readonly Pieces[], rules: ShelfRules): Shelves {
  const kinds = new Map<string, number>()
  const shelves = new Map<number, number>()
  const stock: number[] = [0]
  const lots: number[] = [0]
  for (const { part, color, quantity } of pieces) {
    const key = shelfKey(kindOf(part), rules.ignoreColor ? NO_MATTER : color)
    const shelf = shelves.get(key) ?? stock.length
    shelves.set(key, shelf)
    stock[shelf] = (stock[shelf] ?? 0) + quantity
    lots[shelf] = (lots[shelf] ?? 0) + 1
  }
  const anyOf = new Int32Array(stock.length + kinds.size + 1)
  const shelfOf = new Int32Array(contents.parts.length)
  for (let lot = 1; lot < shelfOf.length; lot++)
    shelfOf[lot] = find(contents.parts[lot] ?? '', contents.colors[lot] ?? 0)
  return { shelfOf, stock: padded(stock, anyOf.length), lots: padded(lots, anyOf.length), anyOf }

  function kindOf(part: string): number {
    const name = part.toLowerCase()
    const known = kinds.get(name)
    if (known !== undefined) return known
    const kind = kinds.size + 1
    for (const other of [name, ...rules.moulds(part).map((mould) => mould.toLowerCase())])
      if (!kinds.has(other)) kinds.set(other, kind)
    return kind
  }

  function find(part: string, color: number): number {
    if (rules.isLeftOut?.(part, color)) return -1
    const kind = kinds.get(part.toLowerCase())
    if (kind === undefined) return 0
    const any = shelves.get(shelfKey(kind, undefined)) ?? 0
    const shelf = shelves.get(shelfKey(kind, rules.ignoreColor ? NO_MATTER : color)) ?? any
    if (shelf !== any) anyOf[shelf] = any
    return shelf
  }
}

/** Colors of Rebrickable are numbers from -1 to 9999. */
function shelfKey(kind: number, color: number | undefined): number {
  return kind * 2 ** 16 + (color === undefined ? ANY : (TWINS.get(color) ?? color) + 2)
}

const ANY = 0
const NO_MATTER = -2 + 2 ** 15

/** Rebrickable's Pearl Dark Gray and Pearl Titanium are one color for everybody else. */
const TWINS = new Map([[1103, 148]])

function padded(numbers: number[], length: number): Int32Array {
  const result = new Int32Array(length)
  result.set(numbers)
  return result
}
