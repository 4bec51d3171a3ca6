import * as path from 'node:path'
import { pieces } from '../core/inventory.js'
import type { Facts } from '../core/catalog/facts.js'
import { balances } from '../core/ledger.js'
import type { Problem } from '../core/problem.js'
import { ledgerLine } from './ledger-line.js'
import type { ReportList } from './report-list.js'

/** What became of all that the model refers to, as a sum. */
export function ledgerNote({ ledger, loaded }: ReportList): string {
  const sum = ledgerLine(ledger, pieces(loaded.inventory)).replace(/^ledger: /, '')
  return `${balances(ledger) ? 'Nothing is lost' : 'The sum does not close'}: ${sum}.`
}

/** What was wrong on the way, one sentence each: of each kind only the first few, the worst kinds first. */
export function problemNotes(problems: readonly Problem[]): string[] {
  const kinds = new Map<string, Problem[]>()
  for (const level of ['error', 'warning', 'note'])
    for (const problem of problems.filter((one) => one.level === level)) {
      const kind = `${level} ${problem.code}`
      kinds.set(kind, [...(kinds.get(kind) ?? []), problem])
    }
  return [...kinds.values()].flatMap((some) => {
    const rest = some.length - SHOWN
    return [...some.slice(0, SHOWN).map(inWords), ...(rest > 0 ? [`... and ${rest} more of these.`] : [])]
  })
}

const SHOWN = 8

function inWords({ file, line, message }: Problem): string {
  // Where the author keeps files is nobody's business who reads the report.
  const name = file === undefined ? '' : path.basename(file)
  const place = file === undefined ? '' : line === undefined ? `${name}: ` : `${name}, line ${line}: `
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  return place === '' ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : `${place}${sentence}`
}

/** Whose work is in a report. */
export function credits(facts: Facts, hasPictures: boolean): string[] {
  const date = facts.sources().get('rebrickable')
  const what = hasPictures ? 'Pictures and geometry of parts, and their names' : 'Names of parts'
  return [
    `${what}: LDraw Parts Library (ldraw.org) by its authors, CC BY 4.0.`,
    `Numbers, relations and elements: Rebrickable (rebrickable.com)${date === undefined ? '' : `, ${date.slice(0, 10)}`}.`,
    'LEGO® is a trademark of the LEGO Group, BrickLink® of BrickLink Limited. Neither sponsors, authorizes or endorses this.',
  ]
}
