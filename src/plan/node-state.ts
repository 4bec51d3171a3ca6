import type { Compiled } from './compiled.js'

/** What is decided about stores in a part of the search: nothing, that a store is used, or that it is not. */
export const FREE = 0
export const OPEN = 1
export const CLOSED = 2

/** Decisions of a node of the search: of each store whether it is used, and the first and last level that it may have. */
export interface NodeState {
  status: Uint8Array
  low: Int32Array
  high: Int32Array
}

/** Nothing is decided, but that a store without offers is not used. */
export function freeState({ stores, levelStart, segmentStart }: Compiled): NodeState {
  const status = new Uint8Array(stores)
  for (let store = 0; store < stores; store++) {
    const isEmpty = segmentStart[store] === segmentStart[store + 1] || levelStart[store] === levelStart[store + 1]
    if (isEmpty) status[store] = CLOSED
  }
  return {
    status,
    low: levelStart.slice(0, stores),
    high: levelStart.slice(1).map((end) => end - 1),
  }
}

export function copyState({ status, low, high }: NodeState): NodeState {
  return { status: status.slice(), low: low.slice(), high: high.slice() }
}
