/** What a shop takes at once, and since when we know. Shops change it without a word: hence the dates. */
interface Limit {
  value: number
  /** Who said so. */
  source: string
  /** Year and month, or year, of which that is true. */
  date: string
}

/** Of LEGO's Pick a Brick. */
export const PICK_A_BRICK = {
  /** Lines of a list that the site takes in one upload. */
  lines: { value: 400, source: 'two programs that write such lists', date: '2026' },
  /** Pieces of one element in one order. */
  pieces: { value: 999, source: 'two programs that write such lists', date: '2026' },
  /**
   * Elements of one assortment, bestseller or standard, that a basket holds; what is over is lost without a word. It
   * matters where the assortments are known; without, an upload of 400 lines may hold 200 of each.
   */
  assortment: { value: 200, source: 'issues 191 to 201 of BrickHunter', date: '2026' },
} as const satisfies Record<string, Limit>
