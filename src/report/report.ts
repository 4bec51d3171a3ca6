/**
 * All that a report shows, in the words in which it is shown: numbers of money are written out, names are chosen. What is
 * not known is not there, and has no section.
 */
export interface Report {
  /** The name of the model or list, and the file that it is from. */
  title: string
  source: string
  /** The day of the report: ISO 8601. */
  asOf: string
  counts: { pieces: number; lots: number; parts: number; colors: number }
  model?: ModelShown
  by: 'color' | 'category'
  groups: LotGroup[]
  owned?: OwnedShown
  price?: PriceShown
  plan?: PlanShown
  charts: BarChart[]
  /** What is left out, not drawn, or guessed; one sentence each. */
  notes: string[]
  /** Whose work is in it, and whose trademarks. */
  credits: string[]
}

/** A picture that is part of the report: PNG. */
export interface Image {
  png: Uint8Array
  /** In CSS pixels; the picture has twice as many. */
  width: number
  height: number
  /** In words, for those who do not see it. */
  alt: string
}

export interface ModelShown {
  image: Image
  /** What the 3D view needs: see `packModel`. Absent where there is none to be. */
  packed?: Uint8Array
}

export interface LotGroup {
  /** A color or a category. */
  title: string
  /** `#C91A09`, of a color. */
  rgb?: string
  pieces: number
  lots: LotShown[]
}

export interface LotShown {
  /** The same in each report of this model: what the page keeps about the lot is kept under it. */
  id: string
  /** The number as people know it. */
  part: string
  name: string
  color: { name: string; rgb?: string }
  quantity: number
  /** Its numbers elsewhere; links open pages of the catalogs. */
  numbers: { system: string; number: string; url?: string }[]
  /** LEGO's number of this part in this color, the newest. */
  element?: string
  image?: Image
  /** How large it is, in studs, where it is drawn smaller than the others: `8 x 16`. */
  size?: string
  /** The length that names it, of axles, beams and the like: `12`. */
  length?: string
  /** Pieces, of the quantity. */
  owned?: number
  price?: { each: string; total: string; isGuess?: true }
  /** The stores that the plan takes it from. */
  stores?: string[]
}

export interface OwnedShown {
  /** Of what, in words: `your collection`, `drawer.csv`. */
  of: string
  owned: { lots: number; pieces: number }
  missing: { lots: number; pieces: number }
}

/** Sums have their currency with them, amounts of single lots do not. */
export interface PriceShown {
  currency: string
  total: string
  /** What kind of prices, whose, and from when. */
  basis: string
  priced: { lots: number; pieces: number }
  unpriced: { lots: number; pieces: number }
  /** Of lots by their ids, the dearest first: so many pieces cost that, which may be fewer than the list has. */
  dearest: { lot: string; pieces: number; total: string; each: string }[]
}

export interface PlanShown {
  currency: string
  total: string
  /** `proved best for these offers`, `at most 0.4 % above the best possible`. */
  proof: string
  /** `255 of 255 parts`. */
  coverage: string
  stores: StoreShown[]
  /** Other plans, by what they cost and how many parcels they are. */
  others: { name: string; total: string; stores: number; coverage: string }[]
}

export interface StoreShown {
  name: string
  country?: string
  url?: string
  /** Of its lots; the sums are in the currency of the plan. */
  currency: string
  total: string
  goods: string
  postage: string
  /** What else its total has in it, in words: `0.25 to reach its least`. */
  extra?: string
  lots: { id: string; quantity: number; each: string; total: string; condition: string; remarks?: string }[]
  /** What fills the cart of this store, where it can be filled from a page. */
  cart?: { action: string; fields: { name: string; value: string }[] }
  /** A wanted list of this store, for those that take one. */
  wanted?: string
}

/** Bars that lie, each with its number as text. */
export interface BarChart {
  title: string
  /** What the numbers are, in words: `EUR`, `parts`. */
  unit: string
  bars: Bar[]
}

export interface Bar {
  label: string
  /** As it is written: `36.10`. */
  text: string
  /** One after another, as in goods and postage. */
  pieces: { value: number; label: string; rgb?: string }[]
}
