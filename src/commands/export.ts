import { Argument, Option, type Command } from 'commander'
import { BrickError } from '../core/error.js'
import { pieces } from '../core/inventory.js'
import { codecs, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { ledgerLine } from './ledger-line.js'
import { addReadOptions, addReportOptions, loadOptions, LISTS, SHORT_HELP, type ReadFlags } from './list-options.js'
import { loadModels } from './load.js'
import { targetOf } from './target.js'
import { refuseWishes } from './wishes.js'
import { addWriteOptions, writeList, type WriteFlags } from './write-list.js'

interface Flags extends Omit<ReadFlags, 'all'>, WriteFlags {
  all?: string
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
  addReportOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (first: string, others: string[], { all, ...flags }: Flags) => {
      if (all !== undefined) return everyFormat([first, ...others], all, flags)
      const target = await targetOf({ format: first })
      if (others.length === 0) throw nothingToWrite(first)
      refuseWishes(target.name, 'codec' in target ? (target.codec.wishes ?? []) : [], flags)
      const loaded = await loadModels(io, others, loadOptions(flags))
      await writeList(io, target, loaded, flags)
      io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
    })

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

function nothingToWrite(target: string): BrickError {
  return new BrickError(`no list to export as ${target}`, { hint: `name one: brick export ${target} castle.mpd` })
}
