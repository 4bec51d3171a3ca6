import { setFlagsFromString } from 'node:v8'
import highsModule from 'highs'
import type { Mip, MipLimits, MipResult, MipSolver } from '../core/mip.js'

// The types describe the package as CommonJS sees it; what an ES module imports is the function itself.
const loadHighs = highsModule as unknown as typeof highsModule.default

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** Loads HiGHS, a solver of mixed integer programs in WebAssembly. Absent where it cannot be loaded: it is of use, not needed. */
export async function loadMipSolver(): Promise<MipSolver | undefined> {
  try {
    // Compiled well later than usual: small programs are solved before that pays.
    setFlagsFromString('--wasm-tiering-budget=2000000000')
    const highs = await loadHighs()
    return (program, limits) => {
      try {
        return solveMip(highs, program, limits)
      } catch {
        // A program that HiGHS cannot cope with tells nothing; the plan goes on without it.
        return { status: 'nothing', objective: Infinity, bound: -Infinity }
      }
    }
  } catch {
    return undefined
  }
}

function solveMip(highs: Highs, program: Mip, { gap, nodes, cutoff = Infinity, isOver, start }: MipLimits): MipResult {
  const { modelStatus, callbackType } = highs.constants
  return highs.withModel(modelOf(program), (model): MipResult => {
    model.options.set({ output_flag: false, mip_rel_gap: gap, mip_abs_gap: 1e-6, random_seed: 0 })
    // To begin anew after the root pays in large programs only.
    model.options.set({ mip_allow_restart: program.cost.length > SMALL })
    if (nodes !== undefined) model.options.set({ mip_max_nodes: Math.ceil(nodes) })
    if (cutoff < Infinity) model.options.set({ objective_bound: cutoff })
    if (start) model.setSolution({ colValue: start })
    const stop = (event: { interrupt(): void }): undefined => {
      if (isOver()) event.interrupt()
    }
    model.run({ [callbackType.mipInterrupt]: stop })
    const status = model.getModelStatus()
    if (status === modelStatus.infeasible) return { status: 'infeasible', objective: Infinity, bound: cutoff }
    const isOptimal = status === modelStatus.optimal
    const objective = model.getObjectiveValue()
    // A search that ends by itself has left out only what is not below the cutoff, whatever it found.
    if (isOptimal && objective >= cutoff) return { status: 'infeasible', objective: Infinity, bound: cutoff }
    const isMip = program.isInteger.includes(1)
    const proven = isMip ? Number(model.info.get('mip_dual_bound')) : isOptimal ? objective : -Infinity
    const bound = Number.isNaN(proven) ? -Infinity : Math.min(proven, cutoff)
    const isFound = Number(model.info.get('primal_solution_status')) === FEASIBLE
    if (!isFound) return { status: 'nothing', objective: Infinity, bound }
    const values = Float64Array.from(model.getSolution().colValue)
    return { status: isOptimal ? 'optimal' : 'feasible', values, objective, bound }
  })
}

/** Columns. */
const SMALL = 2000

/** What HiGHS calls a point that keeps all rows and bounds. */
const FEASIBLE = 2

function modelOf({ cost, lower, upper, isInteger, rowLower, rowUpper, rowStart, columns, values }: Mip) {
  const numRows = rowLower.length
  const numCols = cost.length
  const matrix = { format: 'csr' as const, numRows, numCols, starts: rowStart, indices: columns, values }
  const integrality = Int32Array.from(isInteger)
  return { numCols, numRows, colCost: cost, colLower: lower, colUpper: upper, rowLower, rowUpper, matrix, integrality }
}
