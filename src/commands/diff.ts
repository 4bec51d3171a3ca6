import { Option, type Command } from 'commander'
import { difference, type Difference } from '../core/lists/algebra.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { pieces, type Inventory } from '../core/inventory.js'
import type { Io } from '../system/io.js'
import { calculated } from './calculated.js'
import { addReadOptions, addTroubleOptions, loadOptions, SHORT_HELP, seldom, type ReadFlags } from './list-options.js'
import { loadEach } from './load.js'
import { tellMatches } from './tell-matches.js'
import { addRuleOptions, matchingFor, type RuleFlags } from './rule-options.js'
import { targetOf, type Target } from './target.js'
import { writeDifference } from './write-difference.js'
import { addFormatOptions, addWriteOptions, writeList, type WriteFlags } from './write-list.js'

type Side = 'added' | 'removed'

interface Flags extends ReadFlags, RuleFlags, WriteFlags {
  only?: Side
  exitCode?: true
}

export function diff(program: Command, io: Io): void {
  const command = program
    .command('diff')
    .summary('Say what is new and what is spare in a changed list')
    .description('Compares two lists: what is to be ordered, and what is left over.')
    .configureHelp(SHORT_HELP)
    .argument('<before>', 'a model or list')
    .argument('<after>', 'what became of it')
    .addOption(new Option('--only <side>', 'list this alone: added, removed').choices(['added', 'removed']))
    .option('--exit-code', 'exit 1 when there is any difference')
  addRuleOptions(command, 'exact')
  const all = addTroubleOptions(addReadOptions(addWriteOptions(addFormatOptions(command))))
  seldom(all, '--skip', '--main-color', '--max-price')
    .addHelpText('after', EXAMPLES)
    .action((before: string, after: string, flags: Flags) => compare(io, [before, after], flags))
}

const EXAMPLES = `
Examples:
  brick diff castle-v1.io castle-v2.io
  brick diff castle-v1.io castle-v2.io --only added -o top-up.xml`

async function compare(io: Io, words: string[], flags: Flags): Promise<void> {
  const target = await targetOf(flags)
  if (flags.only === undefined && !BOTH.includes(target.name)) throw oneSide(target)
  const lists = await loadEach(io, words, loadOptions(flags))
  const [before, after] = lists
  if (!before || !after) throw new Error('two lists make a difference')
  const matching = matchingFor(flags, 'compare', before)
  const found = difference(before.inventory, after.inventory, matching)
  if (flags.only !== undefined && (target.name !== 'table' || flags.output !== '-'))
    await writeList(io, target, calculated(lists, found[flags.only].lots), flags)
  else await writeDifference(io, target, calculated(lists, []), found, flags)
  tellMatches(io, found.matches, before.catalog, flags)
  const differs = found.added.lots.length + found.removed.lots.length > 0
  // Of lists that could not be read, nobody can say that they are the same.
  if (differs || io.exitCode !== EXIT.input) io.say(inWords(found, flags.only))
  if (flags.exitCode && differs && io.exitCode === EXIT.done) io.exitCode = EXIT.negative
}

/** The formats that have a place for both sides. */
const BOTH = ['table', 'json', 'csv', 'md']

function oneSide({ name }: Target): BrickError {
  return new BrickError(`a ${name} list has no place for both sides of a difference`, {
    hint: 'choose one: --only added, --only removed; or write json, csv or md',
  })
}

function inWords({ added, removed }: Difference<'ldraw'>, only: Side | undefined): string {
  const more = `order ${amount(added)}`
  const fewer = `${amount(removed)} left over`
  if (only !== undefined) return only === 'added' ? more : fewer
  if (added.lots.length + removed.lots.length === 0) return 'no difference'
  if (removed.lots.length === 0) return more
  return added.lots.length === 0 ? fewer : `${more}; ${fewer}`
}

function amount(list: Inventory): string {
  return `${count(pieces(list), 'part')} in ${count(list.lots.length, 'lot')}`
}
