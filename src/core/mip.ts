/**
 * A mixed integer program: minimize `cost` x, with `lower` <= x <= `upper`, `rowLower` <= A x <= `rowUpper`. A stands in
 * compressed rows: of row r, columns `columns[rowStart[r]]` up to `rowStart[r + 1]`, with `values` beside them.
 */
export interface Mip {
  cost: Float64Array
  lower: Float64Array
  upper: Float64Array
  /** 1 where x is a whole number. */
  isInteger: Uint8Array
  rowLower: Float64Array
  rowUpper: Float64Array
  rowStart: Int32Array
  columns: Int32Array
  values: Float64Array
}

export interface MipLimits {
  /** Enough when proven to this share. */
  gap: number
  /** Of the solver's own work, so that the result does not hang on the clock. */
  nodes?: number
  /** Solutions that are not below this are of no use. Where there are no others, this is what is proven. */
  cutoff?: number
  /** Stop soon after this is true. */
  isOver: () => boolean
  /** A solution to start from: a value for each column. */
  start?: Float64Array
}

export interface MipResult {
  status: 'optimal' | 'feasible' | 'infeasible' | 'nothing'
  /** A value for each column; absent where none was found. */
  values?: Float64Array
  objective: number
  /** Proven: no solution is below. */
  bound: number
}

/** A solver of mixed integer programs, however it is loaded. */
export type MipSolver = (program: Mip, limits: MipLimits) => MipResult
