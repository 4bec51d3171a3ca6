import type { Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import type { Io } from '../system/io.js'
import { SHORT_HELP } from './list-options.js'
import { rowOf, wantedMarkets, withMarkets, type KnownMarket } from './open-markets.js'
import { addChangeOptions, addStockOptions, type ChangeFlags, type StockFlags } from './own-collection.js'
import { pull } from './sync-pull.js'
import { push } from './sync-push.js'
import { cannotSync } from './sync-remote.js'

interface Flags extends ChangeFlags, StockFlags {
  pull?: true
  push?: true
  list?: string
  delete?: true
  again?: true
  yes?: true
}

export function sync(program: Command, io: Io): void {
  const command = program
    .command('sync')
    .summary('Keep your collection and your lists at a site alike')
    .description(
      'Brings the lists and sets that you keep at a site into your collection, or puts your collection into a list there.',
    )
    .configureHelp(SHORT_HELP)
    .argument('<market>', 'rebrickable, brickset')
    .option('--pull', 'bring what changed there since the last time (default)')
    .option('--push', 'make a list there have what you own, after a yes')
    .option('--list <name>', 'with --push: which list; one that is not there is made')
    .option('--delete', 'also take out what is not on the other side any more')
    .option('--again', 'with --pull: although the same lists were added before')
    .option('--yes', 'with --push: send it without asking')
  addStockOptions(addChangeOptions(command), 'loose')
    .addHelpText('after', EXAMPLES)
    .action((name: string, flags: Flags) => synchronize(io, name, flags))
}

const EXAMPLES = `
Examples:
  brick sync rebrickable --dry-run
  brick sync rebrickable --push --list "From brick"`

async function synchronize(io: Io, name: string, flags: Flags): Promise<void> {
  const { pull: isPull, push: isPush, list } = flags
  if (isPull && isPush)
    throw new BrickError('--pull and --push are two ways', { hint: 'first the one, then the other' })
  if (isPush && list === undefined)
    throw new BrickError('--push needs the name of a list', { hint: 'as in: --push --list "From brick"' })
  if (!isPush && list !== undefined)
    throw new BrickError('--list is for --push; everything that you have there is pulled', {
      hint: 'what is not wanted goes again: brick own take, or brick own undo',
    })
  const { gives, title } = await rowOf(name).load()
  if (!gives.some(({ command }) => command.startsWith('brick sync'))) throw cannotSync(title)
  const found = await wantedMarkets(io, [name])
  found.forEach(refuseUnknown)
  await withMarkets(io, found, {}, async ([open]) => {
    if (open === undefined) return
    if (isPush && list !== undefined) await push(io, open, { ...flags, list })
    else await pull(io, open, flags)
  })
}

/** Without an account, a site tells what everybody sees, and no lists. */
function refuseUnknown({ market, credentials }: KnownMarket): void {
  const missing = market.credentials.find(({ name, optional }) => optional && credentials.values[name] === undefined)
  if (missing === undefined) return
  throw new BrickError(`${market.title} has a key of yours, and no ${missing.title}: it does not know whose lists`, {
    exit: EXIT.credentials,
    hint: `brick login ${market.id} asks for your name and password there, and keeps the ${missing.title} only`,
  })
}
