import { isSure, type PartFact } from './catalog.js'
import type { Facts } from './facts.js'
import type { OtherSystem } from './resolution.js'

/** A part of ours that a number of another system most likely means, although no table says so. */
interface Namesake {
  fact: PartFact
  /** The plain part of a print that we do not know: it says what the thing looks like, not what it is. */
  isPlain?: true
}

/**
 * Shops drop numbers, split them into moulds and join these again: what an older list calls 3794 is 3794a or 3794b
 * today, and 50746 has become 54200. LDraw mostly has a file of the old number, or of one of the moulds.
 */
export function namesake(number: string, system: OtherSystem, facts: Facts): Namesake | undefined {
  const id = number.toLowerCase()
  // Sheets of stickers are none of their stickers.
  if (/stk\d*$/.test(id)) return undefined
  const found = firstOf(numbersLike(id), system, facts)
  if (found) return { fact: found }
  const plain = /^(\d+[a-z]?)p[a-z]*\d/.exec(id)?.[1]
  const base = plain === undefined ? undefined : firstOf(numbersLike(plain), system, facts)
  return base && { fact: base, isPlain: true }
}

/** The number, without its letter, or with one: the most common moulds first. */
function numbersLike(id: string): string[] {
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(id) ?? []
  if (digits === undefined) return [id]
  return [id, ...(letter === '' ? [] : [digits]), ...['b', 'a', 'c'].map((other) => digits + other)]
}

function firstOf(ids: string[], system: OtherSystem, facts: Facts): PartFact | undefined {
  // Mostly the first is it: no other is looked up in vain.
  for (const id of ids) {
    const own = facts.part(id)
    if (own && isPiece(own, system)) return own
    const found = facts.partsByNumber(system, id).find((fact) => isPiece(fact, system))
    if (found) return found
  }
  return undefined
}

function isPiece({ kind, numbers, confidence }: PartFact, system: OtherSystem): boolean {
  if (kind === 'sticker' || kind === 'physical' || kind === 'third-party') return false
  return (
    (numbers[system] !== undefined && isSure(confidence, 'exact-ambiguous')) || kind === 'moved' || kind === 'alias'
  )
}
