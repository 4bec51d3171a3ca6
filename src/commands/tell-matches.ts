import type { Facts } from '../core/catalog/facts.js'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { piecesIn, type Lot } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Match } from '../core/lists/reconcile.js'
import type { Io } from '../system/io.js'

interface MatchOptions {
  /** Name each lot, not only how many. */
  verbose?: boolean
  /** The list that the pieces are of, where there are several. */
  of?: string
}

/** Tells which pieces count as others, and why: in a line for each reason, or with `verbose` for each lot. */
export function tellMatches(io: Io, matches: Match[], facts: Facts, { verbose, of }: MatchOptions): void {
  const reasons = new Map<string, Match[]>()
  for (const match of matches) {
    const reason = match.rule.reason(match.need)
    if (reason === '') continue
    const known = reasons.get(reason)
    if (known) known.push(match)
    else reasons.set(reason, [match])
  }
  const whose = of === undefined ? '' : ` of ${of}`
  for (const [reason, some] of reasons) {
    const lots = count(new Set(some.map(({ need }) => need)).size, 'lot')
    io.say(printable(`${count(piecesIn(some), 'part')} in ${lots}${whose} matched: ${reason}`))
    if (!verbose) continue
    for (const { need, own, quantity } of some) io.say(`  ${quantity}x ${name(own, facts)} for ${name(need, facts)}`)
  }
}

function name({ written, part, color }: Lot, facts: Facts): string {
  return printable(`${written ?? part} ${colorTitle('ldraw', color, facts)}`)
}
