import type { Mip } from '../core/mip.js'
import type { Compiled } from './compiled.js'
import type { Draft } from './draft.js'
import type { Take } from './exact-offer.js'
import { addStore } from './exact-store.js'
import { openProgram, type Program } from './program.js'

/** A part of an instance as a mixed integer program with all its rules; money is divided by `unit`, weight is in grams. */
export interface ExactModel {
  mip: Mip
  /** The draft that it was made with, as a solution. */
  start: Float64Array
  unit: number
  /** The pieces of each offer in a solution. */
  takes(values: Float64Array): Float64Array
  /** Of each lot, the columns of its pieces. */
  columnsOf: number[][]
  /** Pieces of lots that must be had and that the draft is without. */
  lacking: number
}

/**
 * Writes down all that an order of some stores can be. `draft` is a plan to start from. Pieces that it is without may be
 * missing, and no more of those that must not be given up; the goal may be to miss fewer instead of a smaller total. Parcels of used stores are at most `reach` steps lighter or heavier.
 */
export function exactModel(
  compiled: Compiled,
  draft: Draft,
  { isWhole, reach, goal }: { isWhole: boolean; reach: number; goal: 'total' | 'pieces' },
): ExactModel {
  const unit = Math.max(1, draft.total / 1e4)
  const program = openProgram({ isFree: goal === 'pieces' })
  const takes: Take[] = []
  const wanted: number[][] = Array.from({ length: compiled.lots }, () => [])
  const used: number[] = []
  for (let store = 0; store < compiled.stores; store++) {
    const sold = addStore(compiled, draft, program, store, { unit, isWhole: isWhole ? 1 : 0, reach })
    used.push(...sold.used)
    for (const take of sold.takes) {
      takes.push(take)
      const terms = wanted[compiled.offerLot[take.offer] as number] as number[]
      take.columns.forEach((column, index) => terms.push(column, take.sizes[index] as number))
    }
  }
  addGroups(compiled, program, takes)
  const columnsOf = wanted.map((terms) => terms.filter((_, index) => index % 2 === 0))
  const lacking = addDemand(compiled, draft, program, wanted, { unit, goal })
  if (compiled.maxStores < compiled.stores) program.row(0, used, compiled.maxStores)
  return {
    mip: program.mip(),
    start: program.start(),
    unit,
    lacking,
    columnsOf,
    takes(values) {
      const pieces = new Float64Array(compiled.offerLot.length)
      for (const { offer, columns, sizes } of takes) {
        columns.forEach((column, index) => {
          const size = sizes[index] as number
          const pack = compiled.bulk[offer] as number
          pieces[offer] = (pieces[offer] as number) + Math.round(((values[column] as number) * size) / pack) * pack
        })
      }
      return pieces
    },
  }
}

function addGroups({ group, groupStock }: Compiled, program: Program, takes: readonly Take[]): void {
  const terms = new Map<number, number[]>()
  for (const { offer, columns, sizes } of takes) {
    const number = group[offer] as number
    if (number < 0) continue
    const list = terms.get(number) ?? []
    terms.set(number, list)
    columns.forEach((column, index) => list.push(column, sizes[index] as number))
  }
  for (const [number, list] of terms) program.row(-Infinity, list, groupStock[number] as number)
}

/**
 * All that is wanted is bought, or missing, which is worth something or allowed as far as in the draft. Answers how many
 * pieces that is.
 */
function addDemand(
  compiled: Compiled,
  draft: Draft,
  program: Program,
  wanted: number[][],
  { unit, goal }: { unit: number; goal: 'total' | 'pieces' },
): number {
  const without: number[] = []
  let lacking = 0
  const lacks = compiled.demand.map((pieces, lot) => Math.max(0, pieces - (draft.cover[lot] as number)))
  lacks.forEach((pieces, lot) => {
    if (compiled.isHard[lot]) lacking += pieces
  })
  wanted.forEach((terms, lot) => {
    const pieces = compiled.demand[lot] as number
    if (pieces === 0) return
    const isHard = compiled.isHard[lot] === 1
    if (!isHard || lacking > 0) {
      const column = program.column((compiled.worth[lot] as number) / unit, pieces, 0)
      if (isHard) program.price(column, goal === 'pieces' ? 1 : 0)
      program.begin(column, lacks[lot] as number)
      terms.push(column, 1)
      if (isHard) without.push(column, 1)
    }
    program.row(pieces, terms, Infinity)
  })
  if (without.length > 0) program.row(-Infinity, without, lacking)
  return lacking
}
