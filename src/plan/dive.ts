import type { Compiled } from './compiled.js'
import { openLagrangian, type Lagrangian } from './lagrange.js'
import { CLOSED, copyState, FREE, OPEN, type NodeState } from './node-state.js'
import { ascend } from './volume.js'

export interface DiveOptions {
  iterations: number
  target: number
  /** A store that is used as much as this in the averaged solution is decided for. */
  sure: number
  /** Between 0 and 1, at random: shakes the order in which stores are decided on. */
  chance: () => number
  noise: number
  isOver: () => boolean
}

/**
 * Decides on one store after the other, those first that the averaged solution uses most, and adjusts the values to each
 * decision. Answers the stores that are left, and the values for them.
 */
export function dive(
  compiled: Compiled,
  start: NodeState,
  values: Float64Array,
  { iterations, target, sure, chance, noise, isOver }: DiveOptions,
  lagrangian: Lagrangian = openLagrangian(compiled),
): { stores: Int32Array; values: Float64Array } {
  const state = copyState(start)
  let current = values
  for (let round = 0; round < compiled.stores && !isOver(); round++) {
    const result = ascend(compiled, lagrangian, state, current, { iterations, target, period: 1, isOver })
    current = result.values
    const { use, reduced } = result
    let best = -1
    let most = 0
    let decided = 0
    for (let store = 0; store < compiled.stores; store++) {
      if (state.status[store] !== FREE) continue
      const share = use[store] as number
      const shaken = share * (1 + noise * (chance() - 0.5))
      if (share < 0.005 && (reduced[store] as number) > 0) {
        state.status[store] = CLOSED
        continue
      }
      if (share >= sure && decided < 4) {
        state.status[store] = OPEN
        decided++
      } else if (shaken > most) {
        most = shaken
        best = store
      }
    }
    if (decided > 0) continue
    if (best < 0 || most < 0.02) break
    state.status[best] = OPEN
  }
  const stores: number[] = []
  for (let store = 0; store < compiled.stores; store++) if (state.status[store] === OPEN) stores.push(store)
  return { stores: Int32Array.from(stores), values: current }
}
