import type { Command } from 'commander'
import { intersect } from '../core/lists/algebra.js'
import { count } from '../core/count.js'
import { pieces } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { calculated } from './calculated.js'
import {
  addReadOptions,
  addReportOptions,
  loadOptions,
  LISTS,
  SHORT_HELP,
  seldom,
  type ReadFlags,
} from './list-options.js'
import { loadEach } from './load.js'
import { reportMatches } from './report-matches.js'
import { addRuleOptions, matchingFor, type RuleFlags } from './rule-options.js'
import { targetOf } from './target.js'
import { addFormatOptions, addWriteOptions, writeList, type WriteFlags } from './write-list.js'

interface Flags extends ReadFlags, RuleFlags, WriteFlags {}

export function intersectLists(program: Command, io: Io): void {
  const command = program
    .command('intersect')
    .summary('List what several lists have in common')
    .description('Lists what all lists have: of each lot of the first, as much as each of the others has.')
    .configureHelp(SHORT_HELP)
    .argument('<list>', 'the list whose lots are listed')
    .argument('<others...>', LISTS)
  addRuleOptions(command, 'same')
  const all = addReportOptions(addReadOptions(addWriteOptions(addFormatOptions(command))))
  seldom(all, '--skip', '--main-color', '--max-price')
    .addHelpText('after', EXAMPLES)
    .action((list: string, others: string[], flags: Flags) => common(io, [list, ...others], flags))
}

const EXAMPLES = `
Examples:
  brick intersect castle.mpd wanted.xml
  brick intersect castle.mpd ship.io --mould exact -o shared.csv`

async function common(io: Io, words: string[], flags: Flags): Promise<void> {
  const target = await targetOf(flags)
  const lists = await loadEach(io, words, loadOptions(flags))
  const [first, ...others] = lists
  if (!first) throw new Error('no list to compare')
  const { catalog, system } = first
  const matching = matchingFor(flags, 'supply', first)
  const found = intersect(
    first.inventory,
    others.map(({ inventory }) => inventory),
    matching,
  )
  await writeList(io, target, { ...calculated(lists, found.common.lots), system }, flags)
  found.matches.forEach((matches, index) => {
    const of = others.length > 1 ? { of: words[index + 1] ?? '' } : {}
    reportMatches(io, matches, catalog, { ...of, ...(flags.verbose && { verbose: true }) })
  })
  const amounts = lists.map(({ inventory }, index) => `${printable(words[index] ?? '')} has ${pieces(inventory)}`)
  io.say(`${count(pieces(found.common), 'part')} in common; ${amounts.join(', ')}`)
}
