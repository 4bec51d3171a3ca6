import type { Command } from 'commander'
import type { Inventory } from '../core/inventory.js'
import type { Matching } from '../core/lists/rules.js'
import type { Io } from '../system/io.js'
import { calculated } from './calculated.js'
import {
  addReadOptions,
  addTroubleOptions,
  loadOptions,
  LISTS,
  SHORT_HELP,
  seldom,
  type ReadFlags,
} from './list-options.js'
import { loadEach, type Loaded } from './load.js'
import { addRuleOptions, matchingFor, type RuleFlags } from './rule-options.js'
import { targetOf } from './target.js'
import { addFormatOptions, addWriteOptions, writeList, type WriteFlags } from './write-list.js'

interface SetOperationFlags extends ReadFlags, RuleFlags, WriteFlags {}

/** A command that sets the first of several lists against the others, and writes a part of it. */
interface SetOperation {
  name: string
  summary: string
  description: string
  /** What the first list is. */
  first: string
  examples: string
  calculate(lists: Inventory<'ldraw'>[], matching: Matching): Result
}

interface Result {
  list: Inventory<'ldraw'>
  /** Says what was matched, and what became of the pieces of each list. */
  tell(io: Io, words: string[], facts: Loaded['catalog'], flags: SetOperationFlags): void
}

export function setOperation(program: Command, io: Io, operation: SetOperation): void {
  const { name, summary, description, first, examples } = operation
  const command = program
    .command(name)
    .summary(summary)
    .description(description)
    .configureHelp(SHORT_HELP)
    .argument('<list>', first)
    .argument('<others...>', LISTS)
  addRuleOptions(command, 'same')
  const all = addTroubleOptions(addReadOptions(addWriteOptions(addFormatOptions(command))))
  seldom(all, '--skip', '--main-color', '--max-price')
    .addHelpText('after', examples)
    .action((list: string, others: string[], flags: SetOperationFlags) => run(io, [list, ...others], flags, operation))
}

async function run(io: Io, words: string[], flags: SetOperationFlags, { calculate }: SetOperation): Promise<void> {
  const target = await targetOf(flags)
  const lists = await loadEach(io, words, loadOptions(flags))
  const [first] = lists
  if (!first) throw new Error('no list to calculate with')
  const { catalog, system } = first
  const inventories = lists.map(({ inventory }) => inventory)
  const { list, tell } = calculate(inventories, matchingFor(flags, 'supply', first))
  // What is left is in the words of the first list, whatever the others are.
  await writeList(io, target, { ...calculated(lists, list.lots), system }, flags)
  tell(io, words, catalog, flags)
}
