import { lotKey, type Lot } from '../inventory.js'
import type { Assigned } from './assign.js'
import type { Holding, State } from './holding.js'

/** So many pieces of one thing to take from one place. */
export interface Picking {
  /** What it is, with how much of it to take. */
  lot: Lot
  /** Empty when nobody said where. */
  place: string
  state: State
  /** What it is built into, or put aside with; for loose pieces no matter, and empty. */
  source: string
  /** How much of it there is. */
  of: number
  /** What it is for. */
  matches: Assigned[]
}

/** Where to find what was matched: each thing once for each place. `free` is all that may be taken. */
export function picksOf(
  matches: readonly Assigned[],
  free: readonly Lot[],
  whereabouts: ReadonlyMap<Lot, Holding>,
): Picking[] {
  const picks = new Map<string, Picking>()
  for (const match of matches) {
    const { place = '', state = 'loose', source: from = '' } = whereabouts.get(match.own) ?? {}
    const source = state === 'loose' ? '' : from
    const key = keyOf(match.own)
    const known = picks.get(key)
    if (known) {
      known.lot.quantity += match.quantity
      known.matches.push(match)
    } else
      picks.set(key, { lot: { ...match.own, quantity: match.quantity }, place, state, source, of: 0, matches: [match] })
  }
  for (const lot of free) {
    const pick = picks.get(keyOf(lot))
    if (pick) pick.of += lot.quantity
  }
  return [...picks.values()]

  function keyOf(lot: Lot): string {
    const { place = '', state = 'loose', source = '' } = whereabouts.get(lot) ?? {}
    return [lotKey(lot), lot.written ?? '', place, state, state === 'loose' ? '' : source].join('\t')
  }
}
