import type { Command } from 'commander'
import { writeCollection } from '../formats/collection-csv.js'
import type { Io } from '../system/io.js'
import { addTroubleOptions, SHORT_HELP } from './list-options.js'
import {
  addStockOptions,
  amountOf,
  emptyCollection,
  isMeant,
  lookIntoCollection,
  type StockFlags,
} from './own-collection.js'
import { loadStock } from './own-stock.js'
import { saveList } from './save-list.js'
import { targetOf } from './target.js'
import { writeList, type WriteFlags } from './write-list.js'

type Flags = StockFlags & Omit<WriteFlags, 'output'>

export function ownExport(own: Command, io: Io): void {
  const command = own
    .command('export')
    .summary('Write what you own to a file')
    .description('Writes what you own: as a plain table that brick own add reads back, or in any format.')
    .configureHelp(SHORT_HELP)
    .argument('[file]', 'where to; .csv is the plain table', '-')
    .option('-f, --format <format>', 'collection, bl, bsx, json, ... (default: by the name)')
    .option('--allow-unresolved', 'exit 0 although something is missing from the list')
  addTroubleOptions(addStockOptions(command, 'all'))
    .addHelpText('after', EXAMPLES)
    .action((file: string, flags: Flags) => write(io, file, flags))
}

const EXAMPLES = `
Examples:
  brick own export collection.csv          all that is known; good for version control
  brick own export for-sale.xml --at "box 7"`

async function write(io: Io, file: string, flags: Flags): Promise<void> {
  if (!isPlain(file, flags.format)) {
    const target = await targetOf({ ...flags, output: file })
    const { loaded, holdings } = await loadStock(io, flags)
    if (holdings.length === 0) throw emptyCollection()
    return writeList(io, target, loaded, { ...flags, output: file })
  }
  const holdings = (await lookIntoCollection(io, (collection) => collection.stock())).filter(isMeant(flags))
  if (holdings.length === 0) throw emptyCollection()
  saveList(io, [writeCollection(holdings)], file, [])
  io.say(`${file === '-' ? '' : `${file}: `}${amountOf(holdings)}`)
}

/** Without a format, what brick itself reads back with nothing lost. */
function isPlain(file: string, format: string | undefined): boolean {
  return format === 'collection' || (format === undefined && (file === '-' || /\.csv$/i.test(file)))
}
