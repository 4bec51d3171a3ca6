import { parseMoney, type Money } from '../../core/trade/money.js'
import type { Call } from '../../system/http/call.js'
import { decimal, flag, integer, list, object, optional, rowOf, text, type Row } from '../members.js'

/** A set as Brickset has it. What it does not know is undefined. */
export interface BricksetSet {
  /** Brickset's own number, for calls about this set. */
  id: number
  /** With its variant: `10270-1`. */
  number: string
  name: string
  year: number | undefined
  theme: string | undefined
  themeGroup: string | undefined
  subtheme: string | undefined
  category: string | undefined
  isReleased: boolean | undefined
  pieces: number | undefined
  minifigs: number | undefined
  /** ISO 8601. */
  launched: string | undefined
  exits: string | undefined
  image: { small: string | undefined; large: string | undefined }
  page: string | undefined
  /** What the user says of it; undefined where nobody is asked for. */
  own: SetFlags | undefined
  owners: number | undefined
  wanters: number | undefined
  /** By regions: US, UK, CA, DE. */
  retail: Record<string, Retail>
  /** Decimal text, 0 to 5. */
  rating: string | undefined
  reviews: number | undefined
  packaging: string | undefined
  availability: string | undefined
  instructions: number | undefined
  images: number | undefined
  ages: { from: number | undefined; to: number | undefined }
  /** Decimal text, in centimeters and kilograms, of the box, by Brickset's names. */
  box: Record<string, string>
  /** Of what is built: `dimension1` and so on. */
  model: Record<string, string>
  /** `EAN`, `UPC`. */
  barcodes: Record<string, string>
  /** LEGO's, by continents: `NA`, `EU`. */
  itemNumbers: Record<string, string>
  /** Only when it is asked for. */
  notes: string | undefined
  description: string | undefined
  tags: string[]
  updated: string | undefined
}

export interface SetFlags {
  isOwned: boolean
  isWanted: boolean
  owned: number
  ownedNew: number | undefined
  ownedUsed: number | undefined
  wanted: number | undefined
  priority: number | undefined
  /** 1 to 5; 0 is none. */
  rating: number | undefined
  notes: string | undefined
  flags: string[]
}

export interface Retail {
  price: Money | undefined
  from: string | undefined
  until: string | undefined
}

export interface SetPage {
  /** How many sets there are on all pages. */
  matches: number
  sets: BricksetSet[]
}

/** What to look for; several of a kind are separated by commas. At least one of these must be said. */
export interface SetQuery {
  setID?: number
  query?: string
  theme?: string
  subtheme?: string
  /** With the variant: `6876-1,6877-1`. */
  setNumber?: string
  year?: string
  tag?: string
  owned?: 1
  wanted?: 1
  /** `2026-01-31` */
  updatedSince?: string
}

export interface PageWish {
  /** As in `YearFromDESC`. */
  orderBy?: string
  pageSize?: number
  pageNumber?: number
  extendedData?: 1
}

/** The most that Brickset gives on a page. */
export const MOST_ROWS = 500

/** The number of the set within what the user says of it is 0, wherever it was seen. */
export const IGNORED_OF_SETS = ['status', 'collection.setID']

/** Sets with what the user says of them: such answers are not kept. */
export function userSetsCall(query: SetQuery, wish: PageWish = {}): Call<SetPage> {
  return { ...CALL, form: { params: paramsOf(query, wish) } }
}

/** Facts of sets, for which nobody needs to be known. */
export function setsCall(query: SetQuery, wish: PageWish = {}): Call<SetPage> {
  return { ...CALL, form: { userHash: '', params: paramsOf(query, wish) }, keep: 7 * 86_400_000 }
}

/** Keys stand in the form, not in the URL, which ends up in logs on the way. */
const CALL = { method: 'POST', path: '/getSets', kind: 'getSets', repeat: 'safe', decode: setPageOf } as const

function paramsOf(query: SetQuery, { pageSize = MOST_ROWS, pageNumber = 1, ...wish }: PageWish): string {
  return JSON.stringify({ ...query, orderBy: 'Number', ...wish, pageSize, pageNumber })
}

export function setPageOf(body: unknown): SetPage {
  const row = rowOf(body)
  return { matches: integer(row, 'matches'), sets: list(row, 'sets', setOf) }
}

function setOf(row: Row): BricksetSet {
  const part = (name: string) => optional(object, row, name)
  const [collection, people, extended] = ['collection', 'collections', 'extendedData'].map(part)
  const [image, ages] = [part('image'), part('ageRange')]
  return {
    ...{ id: integer(row, 'setID'), number: `${text(row, 'number')}-${integer(row, 'numberVariant')}` },
    ...{ name: text(row, 'name'), year: optional(integer, row, 'year') },
    ...{ theme: words(row, 'theme'), themeGroup: words(row, 'themeGroup'), subtheme: words(row, 'subtheme') },
    ...{ category: words(row, 'category'), isReleased: optional(flag, row, 'released') },
    ...{ pieces: optional(integer, row, 'pieces'), minifigs: optional(integer, row, 'minifigs') },
    ...{ launched: words(row, 'launchDate'), exits: words(row, 'exitDate') },
    image: { small: words(image, 'thumbnailURL'), large: words(image, 'imageURL') },
    ...{ page: words(row, 'bricksetURL'), own: collection && flagsOf(collection) },
    owners: people && optional(integer, people, 'ownedBy'),
    wanters: people && optional(integer, people, 'wantedBy'),
    retail: retailOf(part('LEGOCom')),
    ...{ rating: optional(decimal, row, 'rating'), reviews: optional(integer, row, 'reviewCount') },
    ...{ packaging: words(row, 'packagingType'), availability: words(row, 'availability') },
    instructions: optional(integer, row, 'instructionsCount'),
    images: optional(integer, row, 'additionalImageCount'),
    ages: { from: ages && optional(integer, ages, 'min'), to: ages && optional(integer, ages, 'max') },
    ...{ box: each(part('dimensions'), decimal), model: each(part('modelDimensions'), decimal) },
    ...{ barcodes: each(part('barcode'), text), itemNumbers: each(part('itemNumber'), text) },
    ...{ notes: words(extended, 'notes'), description: words(extended, 'description') },
    ...{ tags: textsOf(extended, 'tags'), updated: words(row, 'lastUpdated') },
  }
}

/** An empty object: nobody was asked for. */
function flagsOf(row: Row): SetFlags | undefined {
  if (Object.keys(row.members).length === 0) return undefined
  return {
    isOwned: optional(flag, row, 'owned') ?? false,
    isWanted: optional(flag, row, 'wanted') ?? false,
    owned: optional(integer, row, 'qtyOwned') ?? 0,
    ...{ ownedNew: optional(integer, row, 'qtyOwnedNew'), ownedUsed: optional(integer, row, 'qtyOwnedUsed') },
    ...{ wanted: optional(integer, row, 'qtyWanted'), priority: optional(integer, row, 'wantedPriority') },
    ...{ rating: optional(integer, row, 'rating'), notes: words(row, 'notes'), flags: textsOf(row, 'flags') },
  }
}

function retailOf(row: Row | undefined): Record<string, Retail> {
  const regions = Object.keys(row?.members ?? {}).flatMap((name) => {
    const one = row && optional(object, row, name)
    const [from, until] = [words(one, 'dateFirstAvailable'), words(one, 'dateLastAvailable')]
    const price = one && priceOf(one, CURRENCIES[name])
    return price || from || until ? [[name, { price, from, until }] as const] : []
  })
  return Object.fromEntries(regions)
}

const CURRENCIES: Record<string, string> = { US: 'USD', UK: 'GBP', CA: 'CAD', DE: 'EUR' }

/** Of a region that is not known nobody knows the currency. */
function priceOf(row: Row, currency: string | undefined): Money | undefined {
  const amount = optional(decimal, row, 'retailPrice')
  return amount === undefined || currency === undefined ? undefined : parseMoney(amount, currency)
}

function words(row: Row | undefined, name: string): string | undefined {
  return row && optional(text, row, name)
}

/** All members, of whatever names, that are plain values. */
function each(row: Row | undefined, read: (row: Row, name: string) => string): Record<string, string> {
  const names = Object.entries(row?.members ?? {}).filter(([, value]) => typeof value !== 'object')
  return Object.fromEntries(names.map(([name]) => [name, row ? read(row, name) : '']))
}

function textsOf(row: Row | undefined, name: string): string[] {
  const value = row?.members[name]
  return Array.isArray(value) ? value.map(String) : []
}
