import type { Compiled } from './compiled.js'
import type { Draft } from './draft.js'
import { addLot, addOffer, mostOf, type Scale, type Take } from './exact-offer.js'
import type { Program } from './program.js'

/** Weight in programs is in grams. */
const GRAM = 1000

/** Writes down what an order in one store can be. Answers its takes, and the columns that say whether it is used. */
export function addStore(
  compiled: Compiled,
  draft: Draft,
  program: Program,
  store: number,
  scale: Scale,
): { takes: Take[]; used: number[] } {
  const { stepStart, stepUpTo, stepCost, storePenalty, lotAverage, lotLimit, offerStart } = compiled
  const { unit } = scale
  const used: number[] = []
  const weight: number[] = []
  const isUsed = (draft.lots[store] as number) > 0
  let heaviest = 0
  for (let offer = offerStart[store] as number; offer < (offerStart[store + 1] as number); offer++) {
    heaviest += mostOf(compiled, offer) * (compiled.lotWeight[compiled.offerLot[offer] as number] as number)
  }
  let isBegun = !isUsed
  const here = stepOf(compiled, draft, store)
  for (let step = stepStart[store] as number; step < (stepStart[store + 1] as number); step++) {
    if (isUsed && Math.abs(step - here) > scale.reach) continue
    const limit = Math.min(stepUpTo[step] as number, heaviest)
    const column = program.column(((stepCost[step] as number) + (storePenalty[store] as number)) / unit, 1, 1)
    used.push(column, 1)
    weight.push(column, -limit / GRAM)
    if (!isBegun && (draft.weight[store] as number) <= (stepUpTo[step] as number)) {
      program.begin(column, 1)
      isBegun = true
    }
    if ((stepUpTo[step] as number) >= heaviest) break
  }
  if (used.length > 2) program.row(0, used, 1)
  const takes: Take[] = []
  const goods: number[] = []
  const lots: number[] = []
  const needsLots = (lotAverage[store] as number) > 0 || (lotLimit[store] as number) < Infinity
  const groupLots = new Map<number, number>()
  for (let offer = offerStart[store] as number; offer < (offerStart[store + 1] as number); offer++) {
    const added = addOffer(compiled, draft, program, offer, scale, used)
    takes.push({ offer, ...added })
    added.columns.forEach((column, index) => {
      const size = added.sizes[index] as number
      goods.push(column, ((added.prices[index] as number) * size) / unit)
      const each = compiled.lotWeight[compiled.offerLot[offer] as number] as number
      if (each > 0) weight.push(column, (each * size) / GRAM)
    })
    if (needsLots) addLot(compiled, draft, program, { offer, ...added }, lots, groupLots)
  }
  program.row(-Infinity, weight, 0)
  if ((lotLimit[store] as number) < lots.length / 2) program.row(-Infinity, lots, lotLimit[store] as number)
  const value = addPadding(compiled, draft, program, store, { goods, lots, used, unit })
  addBorder(compiled, draft, program, store, value, used, unit)
  return { takes, used }
}

/** The step that the parcel of a store is at. */
function stepOf({ stepStart, stepUpTo }: Compiled, { weight }: Draft, store: number): number {
  let step = stepStart[store] as number
  while ((stepUpTo[step] as number) < (weight[store] as number)) step++
  return step
}

/** What is paid for too few goods. Answers what goods and padding come to. */
function addPadding(
  { minimum, lotAverage }: Compiled,
  draft: Draft,
  program: Program,
  store: number,
  { goods, lots, used, unit }: { goods: number[]; lots: number[]; used: number[]; unit: number },
): number[] {
  const least = (minimum[store] as number) / unit
  const average = (lotAverage[store] as number) / unit
  if (least === 0 && average === 0) return goods
  const padding = program.column(1, Infinity, 0)
  const value = [...goods, padding, 1]
  const scaled = (terms: number[], factor: number) => terms.map((term, index) => (index % 2 ? term * factor : term))
  if (least > 0) program.row(0, [...value, ...scaled(used, -least)], Infinity)
  if (average > 0) program.row(0, [...value, ...scaled(lots, -average)], Infinity)
  const needed = Math.max(least, average * (draft.lots[store] as number)) - (draft.goods[store] as number) / unit
  if ((draft.lots[store] as number) > 0) program.begin(padding, Math.max(0, needed))
  return value
}

/** What comes on top at a border: one column for each step, with the most that goods may be worth then. */
function addBorder(
  compiled: Compiled,
  draft: Draft,
  program: Program,
  store: number,
  value: number[],
  used: number[],
  unit: number,
): void {
  const { borderStart, borderOver, borderCost } = compiled
  const from = borderStart[store] as number
  const to = borderStart[store + 1] as number
  if (from === to) return
  const goods = Math.max(
    draft.goods[store] as number,
    compiled.minimum[store] as number,
    (compiled.lotAverage[store] as number) * (draft.lots[store] as number),
  )
  let most = compiled.minimum[store] as number
  for (let offer = compiled.offerStart[store] as number; offer < (compiled.offerStart[store + 1] as number); offer++) {
    most += mostOf(compiled, offer) * Math.max(compiled.price[offer] as number, compiled.lotAverage[store] as number)
  }
  const terms = [...value]
  const one: number[] = []
  for (let step = from; step <= to; step++) {
    const cost = step === from ? 0 : (borderCost[step - 1] as number)
    const over = step === to ? most : Math.min(most, borderOver[step] as number)
    const column = program.column(cost / unit, 1, 1)
    terms.push(column, -over / unit)
    one.push(column, 1)
    const above = step === from ? -Infinity : (borderOver[step - 1] as number)
    if ((draft.lots[store] as number) > 0 && goods > above && (step === to || goods <= (borderOver[step] as number))) {
      program.begin(column, 1)
    }
  }
  program.row(-Infinity, terms, 0)
  program.row(0, [...one, ...used.map((term, index) => (index % 2 ? -term : term))], 0)
}
