/** What others call the parts of a catalog: a piece of a long answer. */
export interface PartNumbers {
  /** From 1. */
  page: number
  /** How many parts there are in all. */
  count: number
  cached: boolean
  /** How many parts came twice until now; they are counted once. */
  doubled: number
  /** By the names of the others: `BrickLink`, `LDraw`. */
  parts: { part: string; numbers: Record<string, string[]> }[]
}
