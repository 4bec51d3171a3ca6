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
  /** Only totals below this are of use. */
  cutoff?: number
}

/**
 * Shares lots out among the stores of a part of an instance as cheaply as possible, by a mixed integer program. `bound` is what no
 * order from these stores is below that is without no more pieces than the draft.
 */
export function polish(
  compiled: Compiled,
  draft: Draft,
  mip: MipSolver,
  { isRounded, ...limits }: PolishOptions,
): { draft: Draft; bound: number } {
  const { takes, bound } = isRounded ? rounded(compiled, draft, mip, limits) : exact(compiled, draft, mip, limits)
  if (!takes) return { draft, bound }
  const polished = draftFrom(compiled, takes)
  const isAllowed = polished.used <= compiled.maxStores
  return { draft: isAllowed && polished.total < draft.total ? polished : draft, bound }
}

type Found = { takes?: Float64Array | undefined; bound: number }
type Limits = Omit<PolishOptions, 'isRounded'>

function exact(
  compiled: Compiled,
  draft: Draft,
  mip: MipSolver,
  { gap, nodes, reach, isOver, cutoff = Infinity }: Limits,
): Found {
  const { mip: program, start, unit, takes } = exactModel(compiled, draft, { isWhole: true, reach, goal: 'total' })
  const isUseful = draft.total < cutoff
  const { values, bound } = mip(program, {
    ...{ gap, nodes, isOver },
    ...(isUseful ? { start } : { cutoff: cutoff / unit }),
  })
  if (bound >= cutoff / unit && reach === Infinity) return { bound: cutoff }
  const proven = reach < Infinity ? -Infinity : bound * unit - 1e-6 * Math.abs(bound * unit)
  return { takes: values && takes(values), bound: proven }
}

/** With parts of pieces first, then with whole ones near to those: of few lots, and where that is not possible, of all. */
function rounded(compiled: Compiled, draft: Draft, mip: MipSolver, { gap, nodes, reach, isOver }: Limits): Found {
  const parts = exactModel(compiled, draft, { isWhole: false, reach, goal: 'total' })
  const rough = mip(parts.mip, { gap, nodes, isOver, start: parts.start }).values
  if (!rough) return { bound: -Infinity }
  for (const around of [0, 2]) {
    const whole = exactModel(compiled, draft, { isWhole: true, reach, goal: 'total' })
    narrow(whole, parts.mip.isInteger, rough, around)
    const { values } = mip(whole.mip, { gap, nodes, isOver })
    if (values) return { takes: whole.takes(values), bound: -Infinity }
    if (isOver()) break
  }
  return { takes: parts.takes(rough), bound: -Infinity }
}

/** Leaves to a program how many pieces the offers of those lots sell of which a solution has parts, and for others so many around it. */
function narrow(
  { mip: { lower, upper }, columnsOf }: ExactModel,
  isDecided: Uint8Array,
  values: Float64Array,
  others: number,
): void {
  const isOpen = new Uint8Array(values.length)
  for (const columns of columnsOf) {
    const isParted = columns.some(
      (column) => Math.abs((values[column] as number) - Math.round(values[column] as number)) > 1e-6,
    )
    for (const column of columns) isOpen[column] = isDecided[column] ? 0 : isParted ? 2 : others
  }
  values.forEach((value, column) => {
    if (upper[column] === Infinity) return
    const around = isOpen[column] as number
    lower[column] = Math.max(0, Math.round(value) - around)
    upper[column] = Math.min(upper[column] as number, Math.round(value) + around)
  })
}
