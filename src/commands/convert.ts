import type { Command } from 'commander'
import { pieces } from '../core/inventory.js'
import type { Io } from '../system/io.js'
import { ledgerLine } from './ledger-line.js'
import { addReadOptions, addTroubleOptions, loadOptions, SHORT_HELP, type ReadFlags } from './list-options.js'
import { loadModels } from './load.js'
import { refuseNameless, targetOf } from './target.js'
import { writeList, type WriteFlags } from './write-list.js'

interface Flags extends ReadFlags, Omit<WriteFlags, 'output'> {
  to?: string
}

export function convert(program: Command, io: Io): void {
  const command = program
    .command('convert')
    .summary('Write a list as another file, in its format')
    .description('Writes a list as another file, in the format that the name of that file says.')
    .configureHelp(SHORT_HELP)
    .argument('<list>', 'a model or list')
    .argument('<file>', 'the file to write: wanted.xml, parts.csv, store.bsx, ...')
    .option('--to <format>', 'its format, whatever the name says: bl, rb, bsx, ...')
    .option('--allow-unresolved', 'exit 0 although something is missing from the file')
  addTroubleOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (list: string, output: string, { to, ...flags }: Flags) => {
      if (to === undefined) refuseNameless(output)
      const target = await targetOf({ output, ...(to !== undefined && { format: to }) })
      const loaded = await loadModels(io, [list], loadOptions(flags))
      await writeList(io, target, loaded, { ...flags, output })
      io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
    })
}

const EXAMPLES = `
Examples:
  brick convert wanted.xml store.bsx
  brick convert castle.mpd parts.csv --to rb`
