import { groupBy } from './groups.js'
import { lastUpdated, numberOf, retailPrice, setRow, type BricksetSet } from './brickset-sets.js'
import type { BricksetUser } from './brickset-user.js'
import { failure, refuse } from './brickset-answer.js'
import type { Switches } from './service.js'

/** A call that has a valid key. */
export interface BricksetCall {
  /** The parameter; names are the same in upper and lower case. */
  text(name: string): string
  /** What `params` has: JSON in a text. */
  params: Record<string, unknown>
  sets: BricksetSet[]
  /** Without a user hash, nobody. */
  user: BricksetUser | undefined
  switches: Switches
}

export interface BricksetMethod {
  /** Besides `apiKey`. */
  parameters: string[]
  act(call: BricksetCall): object
}

/** Those that read and write sets. They give what stands beside the status. */
export const setMethods: Record<string, BricksetMethod> = {
  getSets: { parameters: ['userHash', 'params'], act: getSets },
  getAdditionalImages: { parameters: ['setID'], act: (call) => counted('additionalImages', images(setOf(call))) },
  getInstructions: { parameters: ['setID'], act: (call) => counted('instructions', instructions(setOf(call))) },
  getInstructions2: {
    parameters: ['setNumber'],
    act: ({ sets, text }) =>
      counted('instructions', instructions(sets.find((set) => numberOf(set) === text('setNumber')))),
  },
  getReviews: { parameters: ['setID'], act: (call) => counted('reviews', reviews(setOf(call))) },
  getThemes: { parameters: [], act: ({ sets }) => counted('themes', themes(sets)) },
  getSubthemes: {
    parameters: ['Theme'],
    act: ({ sets, text }) => counted('subthemes', subthemes(sets, text('Theme'))),
  },
  getYears: { parameters: ['Theme'], act: ({ sets, text }) => counted('years', years(sets, text('Theme'))) },
  setCollection: { parameters: ['userHash', 'SetID', 'params'], act: setCollection },
  getUserNotes: { parameters: ['userHash'], act: (call) => counted('userNotes', notes(call)) },
}

/** The number of rows stands before them. */
export function counted(name: string, rows: unknown[]) {
  return { matches: rows.length, [name]: rows }
}

export function userOf({ user }: BricksetCall): BricksetUser {
  return user ?? refuse(failure('Invalid user hash'))
}

export function isOn(value: unknown): boolean {
  return value === 1 || value === true || value === '1'
}

/** A whole number within its limits; nothing when it is not there. */
export function wholeNumber(value: unknown, least: number, most: number): number | undefined {
  if (value === undefined || value === '') return undefined
  const number = Number(value)
  const isFine = Number.isInteger(number) && number >= least && number <= most
  return isFine ? number : refuse(failure('Parameter error'))
}

const FILTERS = ['setID', 'query', 'theme', 'subtheme', 'setNumber', 'year', 'tag', 'owned', 'wanted', 'updatedSince']

const MOST_ROWS = 500

function getSets(call: BricksetCall) {
  const { params, sets, user, switches } = call
  if (!FILTERS.some((name) => params[name] !== undefined)) refuse(failure('No valid parameters'))
  if (isOn(params['owned']) || isOn(params['wanted'])) userOf(call)
  const size = Math.min(wholeNumber(params['pageSize'], 1, Infinity) ?? 20, MOST_ROWS)
  const page = wholeNumber(params['pageNumber'], 1, Infinity) ?? 1
  const found = sorted(
    sets.filter((set) => fits(call, set)),
    String(params['orderBy'] ?? 'Number'),
  )
  const rows = found
    .slice((page - 1) * size, page * size)
    .map((set) =>
      setRow(set, { user, isNewer: switches['newer_members'] === true, isExtended: isOn(params['extendedData']) }),
    )
  return { matches: found.length, sets: rows }
}

function fits({ params, user }: BricksetCall, set: BricksetSet): boolean {
  const text = (name: string) => String(params[name] ?? '').toLowerCase()
  const isOneOf = (name: string, value: string) => !text(name) || text(name).split(',').includes(value.toLowerCase())
  const flags = user?.flagsOf(numberOf(set))
  return (
    isOneOf('setID', String(set.setID)) &&
    isOneOf('setNumber', numberOf(set)) &&
    isOneOf('year', String(set.year)) &&
    isOneOf('theme', set.theme) &&
    isOneOf('subtheme', set.subtheme ?? '') &&
    (!text('query') || `${numberOf(set)} ${set.name} ${set.theme}`.toLowerCase().includes(text('query'))) &&
    (!text('tag') || `${set.name} ${set.theme}`.toLowerCase().includes(text('tag'))) &&
    (!isOn(params['owned']) || (flags?.qtyOwned ?? 0) > 0) &&
    (!isOn(params['wanted']) || flags?.want === true) &&
    (!text('updatedSince') || lastUpdated(set).slice(0, 10) >= text('updatedSince'))
  )
}

const ORDERS: Record<string, (set: BricksetSet) => string | number> = {
  Number: ({ number, variant }) => `${number.padStart(9, '0')}-${variant}`,
  YearFrom: ({ year }) => year,
  Pieces: ({ pieces = 0 }) => pieces,
  Minifigs: ({ minifigs }) => minifigs.length,
  Theme: ({ theme }) => theme,
  Name: ({ name }) => name,
  USRetailPrice: retailPrice,
}

/** An order that is not known counts for nothing. */
function sorted(sets: BricksetSet[], order: string): BricksetSet[] {
  const by = ORDERS[order.replace(/DESC$/, '')] ?? (() => 0)
  const rows = sets.toSorted((a, b) => (by(a) < by(b) ? -1 : Number(by(a) > by(b))))
  return order.endsWith('DESC') ? rows.toReversed() : rows
}

function setOf({ sets, text }: BricksetCall): BricksetSet | undefined {
  return sets.find(({ setID }) => String(setID) === text('setID'))
}

function images(set: BricksetSet | undefined) {
  return Array.from({ length: set ? set.n % 6 : 0 }, (_, n) => {
    const start = `https://images.brickset.com/sets/AdditionalImages/${set ? numberOf(set) : ''}`
    return {
      thumbnailURL: `${start}/tn_${set?.number}_alt${n + 1}_jpg.jpg`,
      imageURL: `${start}/${set?.number}_alt${n + 1}.jpg`,
    }
  })
}

function instructions(set: BricksetSet | undefined) {
  return Array.from({ length: set ? 1 + (set.n % 2) : 0 }, (_, n) => ({
    URL: `https://www.lego.com/biassets/bi/${6_300_001 + (set?.n ?? 0) * 10 + n}.pdf`,
    description: `BI 3103, 96+4/65+200G, ${set?.number} V29 ${n + 1}/${1 + ((set?.n ?? 0) % 2)}`,
  }))
}

function reviews(set: BricksetSet | undefined) {
  return Array.from({ length: set ? set.n % 4 : 0 }, (_, n) => ({
    ...{
      author: `reader${n + 1}`,
      datePosted: '2025-11-02T09:14:00Z',
      title: 'Good value',
      review: 'Plenty of bricks.',
    },
    rating: { overall: 4, parts: 4, buildingExperience: 5, playability: 3, valueForMoney: 4 },
    HTML: false,
  }))
}

function themes(sets: BricksetSet[]) {
  return groups(sets, ({ theme }) => theme).map(([theme, some]) => {
    const subthemeCount = new Set(some.flatMap(({ subtheme }) => subtheme ?? [])).size
    return { theme, setCount: some.length, subthemeCount, ...span(some) }
  })
}

/** Sets without a subtheme are in one called {None}. */
function subthemes(sets: BricksetSet[], theme: string) {
  const some = sets.filter((set) => set.theme.toLowerCase() === theme.toLowerCase())
  return groups(some, ({ subtheme }) => subtheme ?? '{None}').map(([subtheme, of]) => {
    return { theme: of[0]?.theme, subtheme, setCount: of.length, ...span(of) }
  })
}

/** The year is a text, the newest first; without a theme, those of all. */
function years(sets: BricksetSet[], theme: string) {
  const some = sets.filter((set) => !theme || set.theme.toLowerCase() === theme.toLowerCase())
  const rows = groups(some, ({ year }) => String(year)).map(([year, of]) => ({ year, setCount: of.length }))
  return rows.toReversed()
}

/** Sorted by the name of the group. */
function groups(sets: BricksetSet[], nameOf: (set: BricksetSet) => string): [string, BricksetSet[]][] {
  return [...groupBy(sets, nameOf)].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function span(sets: BricksetSet[]) {
  const all = sets.map(({ year }) => year)
  return { yearFrom: Math.min(...all), yearTo: Math.max(...all) }
}

/** Members that are not given stay as they are. A quantity says whether the set is owned. */
function setCollection(call: BricksetCall) {
  const { params, sets, text } = call
  const set = sets.find(({ setID }) => String(setID) === text('SetID')) ?? refuse(failure('Invalid setID'))
  const user = userOf(call)
  const quantity = wholeNumber(params['qtyOwned'], 0, 999)
  const rating = wholeNumber(params['rating'], 0, 5)
  const given = params['notes'] === undefined ? undefined : String(params['notes'])
  if ((given?.length ?? 0) > 1000) refuse(failure('Parameter error'))
  const { qtyOwned } = user.flagsOf(numberOf(set))
  const own = params['own'] === undefined ? {} : { qtyOwned: isOn(params['own']) ? Math.max(1, qtyOwned) : 0 }
  user.change(numberOf(set), {
    ...own,
    ...(quantity === undefined ? {} : { qtyOwned: quantity }),
    ...(params['want'] === undefined ? {} : { want: isOn(params['want']) }),
    ...(rating === undefined ? {} : { rating }),
    ...(given === undefined ? {} : { notes: given }),
  })
  return {}
}

function notes(call: BricksetCall) {
  const user = userOf(call)
  return call.sets.flatMap((set) => {
    const { notes: text } = user.flagsOf(numberOf(set))
    return text ? [{ setID: set.setID, notes: text }] : []
  })
}
