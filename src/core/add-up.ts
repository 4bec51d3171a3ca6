import type { Carried, CarriedField } from './carried.js'
import type { Given, Lot, Place } from './inventory.js'

/**
 * Lots that are the same thing, added up one after the other. What they say differently is remembered, so that the sum
 * is the same however many there are.
 */
export interface Sum {
  /** What all were before they differed. */
  first: Lot
  /** The lot so far; it is the sum's own. */
  lot: Lot
  remarks?: Set<string>
  via?: Set<string>
  places?: Place[]
  /** The same places by what they are, where they are many. */
  spots?: Map<string, Place>
  /** Undefined is what they said differently. */
  carried?: Map<CarriedField, string | undefined>
}

export function startSum(first: Lot): Sum {
  const sum: Sum = { first, lot: { ...first } }
  const { remarks, via, places, carried } = first
  if (remarks) addRemarks(sum, remarks)
  if (via) sum.via = new Set(via)
  if (places) addPlaces(sum, places)
  if (carried) addCarried(sum, carried)
  return sum
}

export function addTo(sum: Sum, more: Lot): void {
  const { first, lot } = sum
  const { quantity, have, remarks, via, places, carried, maxPrice } = more
  lot.quantity += quantity
  if (have !== undefined) lot.have = (lot.have ?? 0) + have
  if (places) addPlaces(sum, places)
  if (via) for (const step of via) (sum.via ??= new Set()).add(step)
  if (remarks) addRemarks(sum, remarks)
  if (more.written !== first.written) delete lot.written
  if (!isSame(more.given, first.given)) delete lot.given
  if (more.element !== first.element) delete lot.element
  if (more.condition !== first.condition) lot.condition = 'X'
  if (carried) addCarried(sum, carried)
  if (maxPrice !== undefined) lot.maxPrice = cheaper(lot.maxPrice, maxPrice)
}

/** The lot that all of them are; nothing more can be added. */
export function totalOf({ lot, remarks, via, places, carried }: Sum): Lot {
  if (remarks && remarks.size > 0) lot.remarks = wordsOf(remarks)
  if (via) lot.via = [...via]
  if (places) lot.places = places
  if (carried) lot.carried = agreed(carried)
  return lot
}

/** So many different remarks are kept of one lot: a list of a million rows may have a million. */
const MOST_REMARKS = 255

const MORE = '…'

/** Remarks that are sums themselves have several in them. */
function addRemarks(sum: Sum, remarks: string): void {
  const known = (sum.remarks ??= new Set())
  if (known.size > MOST_REMARKS) return
  for (const remark of remarks.includes('; ') ? remarks.split('; ') : [remarks])
    if (remark !== '' && known.size <= MOST_REMARKS) known.add(remark)
}

/** One more than are told is kept, to see that there are more. */
function wordsOf(remarks: Set<string>): string {
  const told = [...remarks].filter((remark) => remark !== MORE)
  const isAll = told.length <= MOST_REMARKS && told.length === remarks.size
  return (isAll ? told : [...told.slice(0, MOST_REMARKS), MORE]).join('; ')
}

/** What stands in one step of one submodel is in one place, which starts at the first of its lines. */
function addPlaces(sum: Sum, places: Place[]): void {
  const joined = (sum.places ??= [])
  for (const place of places) {
    const known = knownPlace(sum, joined, place)
    if (known) {
      known.quantity += place.quantity
      known.line = Math.min(known.line, place.line)
    } else {
      const own = { ...place }
      joined.push(own)
      sum.spots?.set(spotOf(own), own)
    }
  }
}

/** Nearly all lots are in few places; an index costs more memory than they do. */
function knownPlace(sum: Sum, joined: Place[], place: Place): Place | undefined {
  if (joined.length <= FEW)
    return joined.find(({ file, model, step }) => file === place.file && model === place.model && step === place.step)
  sum.spots ??= new Map(joined.map((each) => [spotOf(each), each]))
  return sum.spots.get(spotOf(place))
}

const FEW = 8

function spotOf({ file, model = '', step = 0 }: Place): string {
  return `${file}\t${model}\t${step}`
}

/** What all say that say anything; where they differ, nothing. */
function addCarried(sum: Sum, carried: Carried): void {
  const said = (sum.carried ??= new Map())
  for (const [field, text] of Object.entries(carried) as [CarriedField, string | undefined][])
    if (text !== undefined) said.set(field, !said.has(field) || said.get(field) === text ? text : undefined)
}

function agreed(said: NonNullable<Sum['carried']>): Carried {
  const carried: Carried = {}
  for (const [field, text] of said) if (text !== undefined) carried[field] = text
  return carried
}

function isSame(a: Given | undefined, b: Given | undefined): boolean {
  return (
    a === b || (a?.system === b?.system && a?.part.toLowerCase() === b?.part.toLowerCase() && a?.color === b?.color)
  )
}

/** The stricter of two price limits: nobody pays more than either list allowed. */
function cheaper(a: string | undefined, b: string): string {
  return a === undefined || Number(b) < Number(a) ? b : a
}
