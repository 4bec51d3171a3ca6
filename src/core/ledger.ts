import { BrickError, EXIT } from './error.js'

/**
 * What became of each type-1 reference of a model, all levels expanded:
 * `references = listed + skipped + nameless + unresolved`, always.
 *
 * A reference to a submodel that is entered counts as what is in it; one that is not entered
 * because a rule says so counts as all that it holds.
 */
export interface Ledger {
  references: number
  /** Stand in the list. */
  listed: number
  /** Left out by a rule with a name; `rules` has each. */
  skipped: number
  /** Without a file name. */
  nameless: number
  /** Reported because they cannot be read or followed: malformed lines, circles. */
  unresolved: number
  /** Pieces that a rule put in where no reference stands: a substitute, a hose for its segments. */
  added: number
  /** Pieces that came on top when assemblies were taken apart. */
  split: number
  /** Pieces that went when loose parts were joined into what shops sell. */
  joined: number
  /** Skipped references by rule. */
  rules: Record<string, number>
}

export function emptyLedger(): Ledger {
  return { references: 0, listed: 0, skipped: 0, nameless: 0, unresolved: 0, added: 0, split: 0, joined: 0, rules: {} }
}

/**
 * The ledger of several models, or of one taken several times.
 *
 * @throws {BrickError} when a sum is no longer exact, beyond 2^53.
 */
export function addLedgers(a: Ledger, b: Ledger, times = 1): Ledger {
  const rules = { ...a.rules }
  for (const [rule, count] of Object.entries(b.rules)) rules[rule] = (rules[rule] ?? 0) + count * times
  const sum: Ledger = {
    references: a.references + b.references * times,
    listed: a.listed + b.listed * times,
    skipped: a.skipped + b.skipped * times,
    nameless: a.nameless + b.nameless * times,
    unresolved: a.unresolved + b.unresolved * times,
    added: a.added + b.added * times,
    split: a.split + b.split * times,
    joined: a.joined + b.joined * times,
    rules,
  }
  const { references, listed, added, split } = sum
  if (!Number.isSafeInteger(references) || !Number.isSafeInteger(listed + added + split)) throw tooMany()
  return sum
}

function tooMany(): BrickError {
  return new BrickError('more than 9,007,199,254,740,991 pieces in all, which is more than can be counted exactly', {
    exit: EXIT.input,
    hint: 'list fewer models at once, or take assemblies apart no further',
  })
}

/** Whether the sum closes: nothing was lost and nothing made up. */
export function balances(ledger: Ledger): boolean {
  const { references, listed, skipped, nameless, unresolved } = ledger
  const named = Object.values(ledger.rules).reduce((sum, count) => sum + count, 0)
  return references === listed + skipped + nameless + unresolved && skipped === named
}
