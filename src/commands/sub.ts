import type { Command } from 'commander'
import { subtract } from '../core/lists/algebra.js'
import { count } from '../core/count.js'
import { pieces, type Inventory } from '../core/inventory.js'
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

export function sub(program: Command, io: Io): void {
  const command = program
    .command('sub')
    .summary('Take from a list what others have')
    .description('Takes from a list what other lists have, and lists what remains.')
    .configureHelp(SHORT_HELP)
    .argument('<list>', 'the list to take from')
    .argument('<others...>', LISTS)
  addRuleOptions(command, 'same')
  const all = addReportOptions(addReadOptions(addWriteOptions(addFormatOptions(command))))
  seldom(all, '--skip', '--main-color', '--max-price')
    .addHelpText('after', EXAMPLES)
    .action((list: string, others: string[], flags: Flags) => take(io, [list, ...others], flags))
}

const EXAMPLES = `
Examples:
  brick sub castle.mpd ordered.xml -o rest.xml     what is still to be ordered
  brick sub all.bsx cart.csv                       what the shop has dropped`

async function take(io: Io, words: string[], flags: Flags): Promise<void> {
  const target = await targetOf(flags)
  const lists = await loadEach(io, words, loadOptions(flags))
  const [first, ...others] = lists
  if (!first) throw new Error('no list to take from')
  const { catalog, system } = first
  const matching = matchingFor(flags, 'supply', first)
  const { rest, taken, matches, unused } = subtract(
    first.inventory,
    others.map(({ inventory }) => inventory),
    matching,
  )
  await writeList(io, target, { ...calculated(lists, rest.lots), system }, flags)
  reportMatches(io, matches, catalog, flags)
  unused.forEach((some, index) => {
    if (some.lots.length > 0) io.say(notThere(some, words[index + 1] ?? '', words[0] ?? ''))
  })
  io.say(`${count(pieces(first.inventory), 'part')} - ${pieces(taken)} taken = ${count(pieces(rest), 'part')}`)
}

/** Whoever takes more than there is should know. */
function notThere(some: Inventory, other: string, list: string): string {
  const amount = `${count(pieces(some), 'part')} in ${count(some.lots.length, 'lot')}`
  return `${amount} of ${printable(other)} ${pieces(some) === 1 ? 'is' : 'are'} not in ${printable(list)}`
}
