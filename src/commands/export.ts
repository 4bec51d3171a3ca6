import { Argument, Option, type Command } from 'commander'
import { BrickError } from '../core/error.js'
import { pieces } from '../core/inventory.js'
import { codecs, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { ledgerLine } from './ledger-line.js'
import {
  addReadOptions,
  addTroubleOptions,
  gather,
  loadOptions,
  LISTS,
  rare,
  SHORT_HELP,
  seldom,
  type ReadFlags,
} from './list-options.js'
import { loadModels, type Loaded } from './load.js'
import { isShare, priceLimit } from './price-share.js'
import { targetOf, type Target } from './target.js'
import { addTradeOptions, type TradeFlags } from './trade-options.js'
import { refuseWishes } from './wishes.js'
import { addWriteOptions, writeList, type WriteFlags } from './write-list.js'

interface Flags extends Omit<ReadFlags, 'all'>, WriteFlags, TradeFlags {
  all?: string
  prices?: string[]
}

const TARGETS = [...new Set([...codecs, ...views].filter(({ target }) => target).map(({ names }) => names[0]))]

export function exportList(program: Command, io: Io): void {
  const target = new Argument('<target>', `which format: ${TARGETS.join(', ')}`)
  target.argChoices = TARGETS
  const command = program
    .command('export')
    .summary('Write a list that a shop or another program takes')
    .description('Writes a list of parts as a shop or another program takes it.')
    .configureHelp(SHORT_HELP)
    .addArgument(target)
    .argument('[list...]', LISTS)
    .option('--all <folder>', 'write every format into a folder; then there is no target')
  addWriteOptions(command).addOption(
    new Option('--remark <what>', 'note where a lot is used: model, file').choices(['model', 'file']),
  )
  command.options.find(({ long }) => long === '--max-price')?.argParser(priceLimit)
  addTradeOptions(command).addOption(rare('--prices <file>', 'for --max-price 150%: what parts cost').argParser(gather))
  seldom(command, '--market', '--currency', '--rate', '--rates', '--max-age', '--offline')
  addTroubleOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (first: string, others: string[], { all, ...flags }: Flags) => {
      if (all !== undefined) return everyFormat([first, ...others], all, flags)
      const target = await targetOf({ format: first })
      if (others.length === 0) throw nothingToWrite(first)
      refuseWishes(target.name, 'codec' in target ? (target.codec.wishes ?? []) : [], flags)
      const loaded = await loadModels(io, others, loadOptions(flags))
      await writeList(io, target, loaded, await limited(target, loaded, flags))
      io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
    })

  /** A share of what parts cost becomes an amount for each. */
  async function limited(target: Target, loaded: Loaded, { maxPrice, ...flags }: Omit<Flags, 'all'>) {
    if (!isShare(maxPrice)) return { ...flags, ...(maxPrice !== undefined && { maxPrice }) }
    if (!('codec' in target) || target.codec.system !== 'bricklink') throw noShare(target, maxPrice)
    const { priceLimits } = await import('./price-limits.js')
    return { ...flags, limits: await priceLimits(io, loaded, maxPrice, flags) }
  }

  async function everyFormat(lists: string[], folder: string, flags: Omit<Flags, 'all'>): Promise<void> {
    const loaded = await loadModels(io, lists, loadOptions(flags))
    const { exportAll } = await import('./export-all.js')
    await exportAll(io, folder, loaded, flags)
    io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
  }
}

const EXAMPLES = `
Examples:
  brick export bl castle.mpd -o wanted.xml --new
  brick export --all dist/ castle.mpd`

function noShare({ name }: Target, share: string): BrickError {
  return new BrickError(`a ${name} list has no place for --max-price ${share}`, {
    hint: 'it goes with brick export bl and brick export bsx',
  })
}

function nothingToWrite(target: string): BrickError {
  return new BrickError(`no list to export as ${target}`, { hint: `name one: brick export ${target} castle.mpd` })
}
