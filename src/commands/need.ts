import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { withQuantity } from '../core/lists/reconcile.js'
import type { Io } from '../system/io.js'
import { addReadOptions, addTroubleOptions, LISTS, SHORT_HELP, seldom } from './list-options.js'
import { withSwaps, type Loaded } from './load.js'
import { addSupplyOptions, supplyFor, type NeedFlags, type Supply } from './need-supply.js'
import { explainLines, haveLines, missingLine, shareLines } from './need-words.js'
import { addRuleOptions } from './rule-options.js'
import { targetOf, type Target } from './target.js'
import { addFormatOptions, addWriteOptions, writeList } from './write-list.js'
import { writeNeed } from './write-need.js'

export function need(program: Command, io: Io): void {
  const command = program
    .command('need')
    .alias('missing')
    .summary('List what a model needs that you do not own')
    .description('Sets models against your collection: what you have, and what is missing.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .addOption(new Option('--by <whom>', 'of several models, tell what each lacks: source').choices(['source']))
    .option('--explain', 'tell of each match why it is one')
    .option('--exit-code', 'exit 1 when anything is missing')
  addRuleOptions(addSupplyOptions(command), 'same')
  const all = addTroubleOptions(addReadOptions(addWriteOptions(addFormatOptions(command))))
  seldom(
    all,
    '--skip',
    '--main-color',
    '--max-price',
    '--any',
    '--at',
    '--assemblies',
    '--allow-unresolved',
    '--max-lots',
    '--from',
  )
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: NeedFlags) => answer(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick need castle.io -o missing.xml
  brick need castle.io ship.io --own drawer.csv --ignore-color`

async function answer(io: Io, words: string[], flags: NeedFlags): Promise<void> {
  const target = await targetOf(flags)
  if (flags.by !== undefined && !SHARED.includes(target.name)) throw noShares(target)
  const supply = await supplyFor(io, words, flags)
  const { needed, loaded, lists, isEmpty } = supply
  if (isEmpty && flags.own === undefined) io.say('your collection is empty: brick own add parts.csv puts something in')
  if (SHARED.includes(target.name)) {
    await writeNeed(io, target, supply, flags)
    if (target.name === 'md') for (const line of summary(supply, flags)) io.say(line)
  } else {
    const lots = needed.flatMap(({ lot, missing }) => (missing > 0 ? withQuantity(lot, missing) : []))
    const [first] = lists
    const system = lists.length === 1 ? first?.system : undefined
    // What is owned was set against the model; what is bought is what brick.toml accepts.
    const missing: Loaded = { ...loaded, system, inventory: { system: 'ldraw', lots } }
    const [bought = missing] = await withSwaps([missing], flags)
    await writeList(io, target, bought, flags)
    for (const line of summary(supply, flags)) io.say(line)
  }
  if (flags.exitCode && needed.some(({ missing }) => missing > 0) && io.exitCode === EXIT.done)
    io.exitCode = EXIT.negative
}

function summary(supply: Supply, { explain }: NeedFlags): string[] {
  const { needed, loaded } = supply
  return [
    ...haveLines(needed, loaded.catalog),
    ...shareLines(needed, loaded.sources),
    ...(explain ? explainLines(supply) : []),
    missingLine(needed),
  ]
}

/** The formats that tell what is there, too; the others are lists of what is missing. */
const SHARED = ['table', 'json', 'md']

function noShares({ name }: Target): BrickError {
  return new BrickError(`a ${name} list has no place for what each model lacks`, {
    hint: `--by goes with ${SHARED.join(', ')}`,
  })
}
