import type { Mip } from '../core/mip.js'

/** A mixed integer program that is written down column by column and row by row. */
export interface Program {
  /** Adds a column and answers its number. */
  column(cost: number, upper: number, isInteger: 0 | 1): number
  /** Changes what a column costs. */
  price(column: number, cost: number): void
  /** Adds a row over columns and values in turn. */
  row(lower: number, terms: readonly number[], upper: number): void
  /** Says what a column is in the solution to start from. */
  begin(column: number, value: number): void
  mip(): Mip
  start(): Float64Array
}

/** Opens an empty program; where all is free, columns cost nothing until they are priced. */
export function openProgram({ isFree }: { isFree: boolean }): Program {
  const cost: number[] = []
  const upper: number[] = []
  const isInteger: number[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  const rowStart: number[] = [0]
  const columns: number[] = []
  const values: number[] = []
  const start: number[] = []
  return {
    column(price, most, integer) {
      cost.push(isFree ? 0 : price)
      upper.push(most)
      isInteger.push(integer)
      start.push(0)
      return cost.length - 1
    },
    price(column, each) {
      cost[column] = each
    },
    row(least, terms, most) {
      rowLower.push(least)
      rowUpper.push(most)
      for (let at = 0; at < terms.length; at += 2) {
        columns.push(terms[at] as number)
        values.push(terms[at + 1] as number)
      }
      rowStart.push(columns.length)
    },
    begin(column, value) {
      start[column] = value
    },
    mip: () => ({
      cost: Float64Array.from(cost),
      lower: new Float64Array(cost.length),
      upper: Float64Array.from(upper),
      isInteger: Uint8Array.from(isInteger),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      rowStart: Int32Array.from(rowStart),
      columns: Int32Array.from(columns),
      values: Float64Array.from(values),
    }),
    start: () => Float64Array.from(start),
  }
}
