import type { Compiled } from './compiled.js'
import { CLOSED, FREE, OPEN, type NodeState } from './node-state.js'

/**
 * Opens stores without which a lot could not be had in full, while all of it must be had. Answers false when a lot cannot
 * even be had in full from all stores that are left.
 */
export function openNeeded(compiled: Compiled, { status }: NodeState): boolean {
  const { lots, demand, isHard, offerLot, offerStore, stock } = compiled
  const supply = new Float64Array(lots)
  for (let offer = 0; offer < offerLot.length; offer++) {
    if (status[offerStore[offer] as number] === CLOSED) continue
    const lot = offerLot[offer] as number
    supply[lot] = (supply[lot] as number) + (stock[offer] as number)
  }
  for (let lot = 0; lot < lots; lot++) {
    if (isHard[lot] && (supply[lot] as number) < (demand[lot] as number)) return false
  }
  let offer = 0
  while (offer < offerLot.length) {
    const lot = offerLot[offer] as number
    const store = offerStore[offer] as number
    let own = 0
    for (; offer < offerLot.length && offerLot[offer] === lot && offerStore[offer] === store; offer++)
      own += stock[offer] as number
    if (status[store] !== FREE || !isHard[lot]) continue
    if ((supply[lot] as number) - own < (demand[lot] as number)) status[store] = OPEN
  }
  return true
}
