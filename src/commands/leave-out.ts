import type { Decisions } from '../core/catalog/decisions.js'
import type { Facts } from '../core/catalog/facts.js'
import { piecesIn, type IdSystem, type Lot } from '../core/inventory.js'
import type { Ledger } from '../core/ledger.js'
import { partId } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'
import { isOtherSystem } from '../core/catalog/resolution.js'
import { skipKey, unusedSkip } from '../formats/model/skip-rules.js'

interface Counted {
  lots: Lot[]
  ledger: Ledger
  problems: Problem[]
}

interface LeaveOutOptions {
  /** Parts that `--skip` names. */
  skip?: string[]
  asWritten?: boolean
  /** Whose numbers the list has, so that its own can be named. */
  system: IdSystem
}

/** What the user wants left out of a list: `--skip`, and `[ignore] parts` of brick.toml. Models leave out while they are read. */
export function leaveOut(counted: Counted, decisions: Decisions, facts: Facts, options: LeaveOutOptions): Counted {
  const asked = options.skip ?? []
  const ignored = options.asWritten ? [] : decisions.ignore.parts
  if (asked.length + ignored.length === 0) return counted
  const used = new Set<string>()
  let { ledger } = counted
  const lots = counted.lots.filter((lot) => {
    const names = namesOf(lot)
    const name = asked.find((one) => names.includes(keyOf(one)))
    const rule = name === undefined ? ignored.find((one) => names.includes(keyOf(one))) : undefined
    if (name === undefined && rule === undefined) return true
    if (name !== undefined) used.add(name)
    else decisions.fired.add(`[ignore] ${rule}`)
    ledger = withoutLot(ledger, lot, name === undefined ? 'brick.toml' : 'skip')
    return false
  })
  const idle = asked.filter((name) => !used.has(name)).map((name) => unusedSkip(name, 'list'))
  return { lots, ledger, problems: counted.problems.concat(idle) }

  function namesOf({ part, written }: Lot): string[] {
    const own = isOtherSystem(options.system) ? facts.part(part)?.numbers[options.system] : undefined
    return [part, written, own?.toLowerCase()].filter((name) => name !== undefined)
  }
}

function keyOf(name: string): string {
  return partId(skipKey(name))
}

function withoutLot(ledger: Ledger, lot: Lot, rule: string): Ledger {
  const pieces = piecesIn([lot])
  const rules = { ...ledger.rules, [rule]: (ledger.rules[rule] ?? 0) + pieces }
  return { ...ledger, listed: ledger.listed - pieces, skipped: ledger.skipped + pieces, rules }
}
