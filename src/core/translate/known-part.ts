import { isSure, type PartFact } from '../catalog/catalog.js'
import type { Facts } from '../catalog/facts.js'
import { withoutPose } from '../catalog/part-id.js'
import { TITLES, type OtherSystem } from '../catalog/resolution.js'
import type { IdSystem } from '../inventory.js'

/** The LDraw part of a number elsewhere; undefined when no table surely has one. */
export function knownPart(number: string, system: IdSystem, facts: Facts): Known | undefined {
  if (system === 'lego' || system === 'ldraw' || system === 'element') return undefined
  const current = system === 'bricklink' ? facts.upgrade(number) : undefined
  const own = atHome(number, system, facts)
  if (own) return own
  const upgraded = current === undefined ? undefined : atHome(current, system, facts)
  if (upgraded === undefined || current === undefined) return undefined
  return { ...upgraded, current, renamed: `${number} is ${current} on ${TITLES[system]} now` }
}

/** A number at home. */
export interface Known {
  part: string
  /** The older LDraw number that shops know better, as in `Lot`. */
  written?: string
  /** What to say of it, when the list has an older number. */
  renamed?: string
  /** The number of today, when the list has an older one. */
  current?: string
}

function atHome(number: string, system: OtherSystem, facts: Facts): Known | undefined {
  const fact = facts.partsByNumber(system, number).find(isItself)
  if (!fact) return undefined
  const target = fact.kind === 'moved' ? lastMove(fact, facts) : undefined
  return target === undefined ? { part: withoutPose(fact.id) } : { part: target, written: fact.id }
}

/** Not a print whose number is that of the plain part, nor a sticker that is named by its sheet. */
function isItself({ kind, confidence }: PartFact): boolean {
  const isPiece = kind !== 'physical' && kind !== 'sticker' && kind !== 'third-party'
  return isPiece && isSure(confidence, 'exact-ambiguous')
}

/** Files move again, but a library that goes round in a circle must not hang us. */
function lastMove(fact: PartFact, facts: Facts): string | undefined {
  let last = fact
  for (let moves = 0; moves < 12 && last.kind === 'moved'; moves++) {
    const target = last.content[0] && facts.part(last.content[0].part)
    if (!target) break
    last = target
  }
  return last === fact ? undefined : last.id
}
