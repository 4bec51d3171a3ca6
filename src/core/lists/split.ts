import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import type { Lot } from '../inventory.js'
import { byNumber } from '../order.js'
import { translateToElements } from '../translate/translate-elements.js'

/** LEGO sends them from two stores: what many want, soon; all else, later. `any` where a list does not tell. */
export type Assortment = 'bestseller' | 'standard' | 'any'

/** An element that LEGO sells, as a list of the user's says. */
export interface Offered {
  assortment: Assortment
  /** Of a piece, in ten-thousandths of the currency's unit. */
  price?: number
}

export interface SplitOptions {
  /** What LEGO sells, by element; absent when that is not known, and every element is a candidate. */
  sold?: ReadonlyMap<string, Offered>
  /** From this assortment only. */
  only?: Exclude<Assortment, 'any'>
  /** From the other shop whatever is not surely cheaper at LEGO. */
  prefersOther?: boolean
  /** How much dearer LEGO may be, in percent of the price that the list has. */
  tolerance?: number
  /** The most to spend at LEGO, in ten-thousandths. */
  budget?: number
}

/** Why a lot is not ordered from LEGO. */
export type Elsewhere = keyof typeof ELSEWHERE

/** In the words of a sum, behind a number of lots. */
export const ELSEWHERE = {
  unsold: 'not orderable',
  assortment: 'not in the assortment',
  dearer: 'dearer than your BrickLink price',
  'not-cheaper': 'not surely cheaper',
  budget: 'over the budget',
  used: 'wanted used',
  unknown: 'without a known element number',
} as const

/** A lot that is ordered from LEGO. */
export interface ElementLot {
  lot: Lot
  element: string
  /** All elements that it may be, the newest first. */
  candidates: string[]
  /** The element is of another mould of the part. */
  otherMould: boolean
  assortment: Assortment
  price?: number
}

export interface Split {
  elements: ElementLot[]
  /** No lot is in both, and none is lost. What is over a budget comes last; else all are in the order of the list. */
  others: { lot: Lot; reason: Elsewhere }[]
}

/** Splits a list into what LEGO sells, and what is to be had elsewhere. Lots go one way or the other as a whole. */
export function split(lots: Lot[], options: SplitOptions, facts: Facts, decisions: Decisions): Split {
  const result: Split = { elements: [], others: [] }
  for (const lot of lots) {
    const found = atLego(lot, options, facts, decisions)
    if (typeof found === 'string') result.others.push({ lot, reason: found })
    else result.elements.push(found)
  }
  return options.budget === undefined ? result : within(options.budget, result)
}

/** What LEGO asks for so many pieces, in ten-thousandths. */
export function costOf({ lot, price = 0 }: ElementLot): number {
  return price * lot.quantity
}

function atLego(lot: Lot, options: SplitOptions, facts: Facts, decisions: Decisions): ElementLot | Elsewhere {
  const { sold, only } = options
  const candidates = candidatesOf(lot, facts, decisions)
  if (candidates.length === 0) return 'unknown'
  if (lot.condition === 'U') return 'used'
  if (!sold) return { ...chosen(lot, candidates, candidates[0]), assortment: 'any' }
  const orderable = candidates.flatMap((candidate) => {
    const offered = sold.get(candidate.element)
    return offered ? { candidate, offered } : []
  })
  if (orderable.length === 0) return 'unsold'
  const fitting = orderable.filter(({ offered }) => only === undefined || offered.assortment === only)
  const [best] = fitting.sort((a, b) => rank(a.offered) - rank(b.offered) || priceOf(a.offered) - priceOf(b.offered))
  if (!best) return 'assortment'
  return tooDear(lot, best.offered, options) ?? { ...chosen(lot, candidates, best.candidate), ...best.offered }
}

interface Candidate {
  element: string
  otherMould: boolean
}

/** The elements of the very part, newest first, then those of its other moulds. */
function candidatesOf(lot: Lot, facts: Facts, decisions: Decisions): Candidate[] {
  const { inventory, candidates, problems } = translateToElements({ system: 'ldraw', lots: [lot] }, facts, decisions)
  const first = inventory.lots[0]?.part
  if (first === undefined) return []
  const isGuessed = problems.some(({ code, level }) => code === 'element.guessed' && level === 'warning')
  const own = (candidates.get(first) ?? [first]).map((element) => ({ element, otherMould: isGuessed }))
  const fact = facts.element(first)
  if (isGuessed || !fact) return own
  const others = facts.moulds(fact.part).flatMap((mould) => elementsOf(mould, fact.color, facts))
  const more = [...new Set(others)].sort((a, b) => byNumber(b, a)).map((element) => ({ element, otherMould: true }))
  return [...own, ...more]
}

function chosen(lot: Lot, candidates: Candidate[], candidate: Candidate | undefined): Omit<ElementLot, 'assortment'> {
  const { element = '', otherMould = false } = candidate ?? {}
  return { lot, element, otherMould, candidates: candidates.map((other) => other.element) }
}

/** What comes soon first. */
function rank({ assortment }: Offered): number {
  return assortment === 'bestseller' ? 0 : 1
}

function priceOf({ price = Infinity }: Offered): number {
  return price
}

function tooDear(lot: Lot, { price }: Offered, { prefersOther, tolerance = 0 }: SplitOptions): Elsewhere | undefined {
  const limit = limitOf(lot)
  if (price === undefined || limit === undefined) return prefersOther ? 'not-cheaper' : undefined
  if (prefersOther) return price < limit ? undefined : 'not-cheaper'
  return price > (limit * (100 + tolerance)) / 100 ? 'dearer' : undefined
}

/** What the user would pay elsewhere, in ten-thousandths: the limit of a wanted list, or the price of a list. */
function limitOf({ maxPrice, carried }: Lot): number | undefined {
  return [maxPrice, carried?.price].map(tenThousandths).find((amount) => amount !== undefined && amount > 0)
}

/** A decimal number in ten-thousandths; undefined for what is none. */
export function tenThousandths(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+(?:\.\d*)?$/.test(text)) return undefined
  return Math.round(Number(text) * 10_000)
}

/** Spends a budget where it saves most for each coin; what the list has no price for comes last, the cheapest first. */
function within(budget: number, { elements, others }: Split): Split {
  const order = elements.toSorted((a, b) => savingOf(b) - savingOf(a) || costOf(a) - costOf(b))
  const bought = new Set<ElementLot>()
  let left = budget
  for (const one of order) {
    if (one.price === undefined || costOf(one) > left) continue
    left -= costOf(one)
    bought.add(one)
  }
  const over = elements.filter((one) => !bought.has(one)).map(({ lot }) => ({ lot, reason: 'budget' as const }))
  return { elements: elements.filter((one) => bought.has(one)), others: [...others, ...over] }
}

/** How much one saves for each coin that one spends. */
function savingOf({ lot, price = 0 }: ElementLot): number {
  const limit = limitOf(lot)
  return limit === undefined || price === 0 ? -Infinity : (limit - price) / price
}
