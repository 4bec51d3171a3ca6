import { Option, type Command } from 'commander'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { STATES, type Holding } from '../core/lists/holding.js'
import type { Row } from '../core/catalog/listing.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import { addTroubleOptions, SHORT_HELP } from './list-options.js'
import { catalogOf, listingOf } from './listing.js'
import { addStockOptions, amountOf, type StockFlags } from './own-collection.js'
import { loadStock, type Owned } from './own-stock.js'
import { saveList } from './save-list.js'
import { targetOf } from './target.js'
import { addFormatOptions, writeList, type WriteFlags } from './write-list.js'

interface Flags extends StockFlags, WriteFlags {
  by?: 'place'
}

export function ownList(own: Command, io: Io): void {
  const command = own
    .command('list', { isDefault: true })
    .summary('List what you own')
    .description('Lists what you own; brick own alone does the same.')
    .configureHelp(SHORT_HELP)
    .addOption(new Option('--by <group>', 'headings: place').choices(['place']))
  addStockOptions(command, 'all')
  addTroubleOptions(addFormatOptions(command).option('-o, --output <file>', 'write here, not to standard output', '-'))
    .addHelpText('after', EXAMPLES)
    // As the default command it gets whatever stands behind `brick own`.
    .allowExcessArguments()
    .action((flags: Flags, { args: [word] }: Command) => {
      if (word === undefined) return list(io, flags)
      throw new BrickError(`${printable(word)} is no command of brick own`, {
        hint: `it has ${own.commands.map((one) => one.name()).join(', ')}; what is at a place: brick own list --at PLACE`,
      })
    })
}

const EXAMPLES = `
Examples:
  brick own list --use loose --by place
  brick own list -f csv -o owned.csv`

async function list(io: Io, flags: Flags): Promise<void> {
  const target = await targetOf(flags)
  const { by } = flags
  // A table has no column for it, so that lots that differ in it would look the same.
  const isTable = 'view' in target && ['table', 'md'].includes(target.name)
  const owned = await loadStock(io, flags, { by, ...(isTable && { conditions: 'together' }) })
  if (owned.holdings.length === 0) {
    const isAll = flags.use === 'all' && flags.at === undefined
    io.say(isAll ? 'your collection is empty: brick own add parts.csv puts something in' : 'there is none of it')
  }
  if (flags.by === undefined || 'codec' in target || target.view.lacks) await writeList(io, target, owned.loaded, flags)
  else await byPlace(io, target.view, owned, flags)
  for (const line of sums(owned.holdings)) io.say(line)
}

type View = Extract<Awaited<ReturnType<typeof targetOf>>, { view: unknown }>['view']

async function byPlace(io: Io, view: View, { loaded }: Owned, { output }: Flags): Promise<void> {
  const listing = listingOf(loaded, { elements: view.id !== 'table' })
  const groups = new Map<string, Row[]>()
  for (const row of listing.rows) {
    const place = row.remarks ?? ''
    const rows = groups.get(place)
    if (rows) rows.push(row)
    else groups.set(place, [row])
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  const options = {
    groups: sorted.map(([place, rows]) => ({ title: place === '' ? 'no place' : place, rows })),
    by: 'place',
    catalog: catalogOf(loaded),
  }
  const isShown = output === '-' && io.terminal.output
  const columns = isShown ? { columns: io.terminal.columns } : {}
  const paint = output === '-' ? { paint: await paintFor(io, 'output') } : {}
  saveList(io, [view.write(listing, { ...options, ...columns, ...paint })], output, [])
}

/** `loose 18402 parts in 2911 lots`, `built 12870 parts in 1211 lots of 3 models`, `places 41` */
function sums(holdings: Holding[]): string[] {
  const lines = STATES.flatMap((state) => {
    const some = holdings.filter((holding) => holding.state === state)
    if (some.length === 0) return []
    const models = new Set(some.map(({ source }) => source)).size
    return `${state} ${amountOf(some)}${state === 'loose' ? '' : ` of ${count(models, 'model')}`}`
  })
  const places = new Set(holdings.map(({ place }) => place).filter((place) => place !== ''))
  return places.size === 0 ? lines : [...lines, `in ${count(places.size, 'place')}`]
}
