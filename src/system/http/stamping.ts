import type { Dialect, RawAnswer } from './dialect.js'
import type { Failure } from './failure.js'
import type { Means } from './means.js'
import { skewHint } from './skew.js'

/** What a service makes of the times at which its calls are signed. */
export interface Stamping {
  taken(signed: Signed): void
  /** What it means that one was not taken. */
  refused(signed: Signed, raw: RawAnswer, failure: Failure): Failure
}

/** At which time a call was signed, in seconds, and when that was, in milliseconds. */
export interface Signed {
  timestamp: number
  at: number
}

export function openStamping({ stamps }: Dialect, { ledger, clock }: Pick<Means, 'ledger' | 'clock'>): Stamping {
  const token = stamps?.token ?? ''
  let farthest = 0
  let isOvertaken = false
  return { taken, refused }

  function taken(signed: Signed): void {
    const lead = leadOf(signed)
    isOvertaken = false
    if (!stamps || lead < farthest + WORTH_WRITING) return
    farthest = lead
    ledger.stampTaken(token, lead)
  }

  function refused(signed: Signed, { skew }: RawAnswer, failure: Failure): Failure {
    const lead = leadOf(signed)
    if (stamps && lead > 0 && !isOvertaken) {
      ledger.stampRefused(token, lead, clock.now())
      farthest = 0
      return { ...failure, isTooFarAhead: true }
    }
    const hint = lead > 0 ? undefined : skewHint(skew)
    // Another program signed later with the same token: a later time helps.
    isOvertaken = true
    if (skew === undefined || hint === undefined) return failure
    // When the clock was set right, times go on from there.
    if (stamps) ledger.stampLost(token, Math.floor((clock.now() + skew) / 1000) - 1)
    return { kind: 'credentials', why: 'refuses the time of signing', undone: true, tries: 1, hint }
  }
}

/** In milliseconds. */
const WORTH_WRITING = 1000

/** How far before the clock it was signed. */
function leadOf({ timestamp, at }: Signed): number {
  return timestamp * 1000 - at
}
