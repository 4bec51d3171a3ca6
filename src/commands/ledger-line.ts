import { count } from '../core/count.js'
import type { Ledger } from '../core/ledger.js'

/**
 * The sum that must close, in one line: what became of each reference, and how the pieces of the list come from
 * those that were listed.
 */
export function ledgerLine(ledger: Ledger, pieces: number): string {
  const { references, listed, skipped, nameless, unresolved, added, split, joined } = ledger
  const became = [`${listed} listed`, `${skipped} skipped${rulesOf(ledger)}`, `${nameless} without a name`]
  if (unresolved > 0) became.push(`${unresolved} unresolved`)
  const line = `ledger: ${count(references, 'reference')} = ${became.join(' + ')}`
  const changes = [
    added > 0 ? ` + ${added} added` : '',
    split > 0 ? ` + ${split} by taking apart` : '',
    joined > 0 ? ` - ${joined} by joining` : '',
  ].join('')
  return changes === '' ? line : `${line}; ${listed} listed${changes} = ${count(pieces, 'part')}`
}

function rulesOf({ skipped, rules }: Ledger): string {
  if (skipped === 0) return ''
  const named = Object.entries(rules).filter(([, count]) => count > 0)
  return ` (${named.map(([rule, count]) => `${count} ${rule}`).join(', ')})`
}
