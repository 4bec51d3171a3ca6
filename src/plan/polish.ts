import type { MipSolver } from '../core/mip.js'
import type { Compiled } from './compiled.js'
import type { Draft } from './draft.js'
import { exactModel, type ExactModel } from './exact-model.js'
import { draftFrom } from './whole.js'

export interface PolishOptions {
  gap: number
  nodes: number
  /** Parcels are at most so many steps lighter or heavier. */
  reach: number
  /** Allows parts of pieces at first, and then only what is next to them: much faster, and hardly dearer. */
  isRounded: boolean
  isOver: () => boolean
}

/**
 * Shares lots out among the stores of a part of an instance as cheaply as possible, by a mixed integer program. `bound` is what no
 * order from these stores is below that is without no more pieces than the draft.
 */
export function polish(
  compiled: Compiled,
  draft: Draft,
  mip: MipSolver,
  { gap, nodes, reach, isRounded, isOver }: PolishOptions,
): { draft: Draft; bound: number } {
  const whole = exactModel(compiled, draft, { isWhole: true, reach, goal: 'total' })
  const { start, unit, takes } = whole
  let rough: Float64Array | undefined
  if (isRounded) {
    const parts = exactModel(compiled, draft, { isWhole: false, reach, goal: 'total' })
    const found = mip(parts.mip, { gap, nodes, isOver, start })
    if (!found.values) return { draft, bound: -Infinity }
    narrow(whole, parts.mip.isInteger, found.values)
    rough = found.values
  }
  const { values, bound } = mip(whole.mip, { gap, nodes, isOver, ...(!isRounded && { start }) })
  const proven = isRounded || reach < Infinity ? -Infinity : bound * unit - 1e-6 * Math.abs(bound * unit)
  if (!values && !rough) return { draft, bound: proven }
  const polished = draftFrom(compiled, takes(values ?? (rough as Float64Array)))
  const isAllowed = polished.used <= compiled.maxStores
  return { draft: isAllowed && polished.total < draft.total ? polished : draft, bound: proven }
}

/** Leaves to a program only how many pieces the offers of those lots sell of which a solution has parts. */
function narrow({ mip: { lower, upper }, columnsOf }: ExactModel, isDecided: Uint8Array, values: Float64Array): void {
  const isOpen = new Uint8Array(values.length)
  for (const columns of columnsOf) {
    const isWhole = columns.every(
      (column) => Math.abs((values[column] as number) - Math.round(values[column] as number)) < 1e-6,
    )
    if (!isWhole) for (const column of columns) isOpen[column] = isDecided[column] ? 0 : 1
  }
  values.forEach((value, column) => {
    if (upper[column] === Infinity) return
    const around = isOpen[column] ? 2 : 0
    lower[column] = Math.max(0, Math.round(value) - around)
    upper[column] = Math.min(upper[column] as number, Math.round(value) + around)
  })
}
