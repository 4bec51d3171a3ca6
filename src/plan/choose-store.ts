import type { Compiled } from './compiled.js'
import { safe } from './incumbent.js'
import { CLOSED, copyState, FREE, OPEN, type NodeState } from './node-state.js'
import type { AscentResult } from './volume.js'

/** A node's part with one more decision, and what is known of it. */
export interface Child {
  state: NodeState
  values: Float64Array
  bound: number
}

export interface Choice {
  /** -1: no store is left to decide on. */
  store: number
  children: Child[]
  /** Whether parts of the node were ruled out, as nothing in them is below the cutoff. */
  isCut: boolean
}

export interface StoreChooser {
  choose(state: NodeState, result: AscentResult, bound: number, cutoff: number): Choice
}

/** How much deciding on a store raised the bound, for each whole store that was decided away from. */
interface Experience {
  sum: Float64Array
  count: Float64Array
}

/**
 * Chooses the store to decide on: that for which both decisions raise the bound most, by trial for a few rounds at first and
 * by experience once there is enough of it. What a trial rules out is decided at once.
 */
export function openChooser(
  { stores }: Compiled,
  climb: (state: NodeState, values: Float64Array, rounds: number) => AscentResult,
  { trials, rounds }: { trials: number; rounds: number },
): StoreChooser {
  const closing: Experience = { sum: new Float64Array(stores), count: new Float64Array(stores) }
  const opening: Experience = { sum: new Float64Array(stores), count: new Float64Array(stores) }
  return { choose }

  function choose(state: NodeState, result: AscentResult, bound: number, cutoff: number): Choice {
    let best: Choice = { store: -1, children: [], isCut: false }
    let isCut = false
    let most = -1
    for (const store of inDoubt(state, result, trials)) {
      const share = Math.min(0.98, Math.max(0.02, result.use[store] as number))
      const isKnown = (closing.count[store] as number) >= RELIABLE && (opening.count[store] as number) >= RELIABLE
      const children: Child[] = isKnown ? [] : attempts(state, result, store, bound)
      const [closed, opened] = children
      if (closed && closed.bound >= cutoff) {
        state.status[store] = OPEN
        isCut = true
        continue
      }
      if (opened && opened.bound >= cutoff) {
        state.status[store] = CLOSED
        isCut = true
        continue
      }
      if (closed) note(closing, store, (closed.bound - bound) / share)
      if (opened) note(opening, store, (opened.bound - bound) / (1 - share))
      const score = (expected(closing, store) * share + 1e-3) * (expected(opening, store) * (1 - share) + 1e-3)
      if (score <= most) continue
      most = score
      best = { store, children, isCut }
    }
    if (best.store < 0) best.store = state.status.indexOf(FREE)
    if (best.store < 0) return { ...best, isCut }
    // What was ruled out after a trial holds for its children too.
    const children = [CLOSED, OPEN].map((decided, index) => {
      const { values, bound: tried } = best.children[index] ?? { values: result.values, bound }
      const next = child(state, result, best.store, decided, tried)
      return { ...next, values }
    })
    return { store: best.store, children, isCut }
  }

  function attempts(state: NodeState, result: AscentResult, store: number, bound: number): Child[] {
    return [CLOSED, OPEN].map((status) => {
      const next = child(state, result, store, status, bound)
      const { bound: found, values } = climb(next.state, result.values, rounds)
      return { ...next, values, bound: Math.max(bound, safe(found)) }
    })
  }
}

/** So often tried, a store is known. */
const RELIABLE = 2

function child(
  { status, ...rest }: NodeState,
  { values }: AscentResult,
  store: number,
  decided: number,
  bound: number,
): Child {
  const state = copyState({ status, ...rest })
  state.status[store] = decided
  return { state, values, bound }
}

function note({ sum, count }: Experience, store: number, gain: number): void {
  sum[store] = (sum[store] as number) + gain
  count[store] = (count[store] as number) + 1
}

function expected({ sum, count }: Experience, store: number): number {
  const times = count[store] as number
  return times > 0 ? (sum[store] as number) / times : 0
}

/** The stores that the averaged solution uses neither fully nor not at all, those by half first. */
function inDoubt({ status }: NodeState, { use }: AscentResult, most: number): number[] {
  const doubt = (store: number): number => Math.min(use[store] as number, 1 - (use[store] as number))
  const stores = [...status.keys()].filter((store) => status[store] === FREE && doubt(store) > 0.01)
  return stores.sort((a, b) => doubt(b) - doubt(a) || a - b).slice(0, most)
}
