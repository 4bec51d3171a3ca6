import { Option, type Command } from 'commander'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { piecesIn } from '../core/inventory.js'
import { needTotals } from '../core/lists/needed.js'
import { shellWord } from '../core/quote.js'
import type { Io } from '../system/io.js'
import { addReadOptions, addTroubleOptions, LISTS, SHORT_HELP, seldom, type TroubleFlags } from './list-options.js'
import { listingOf } from './listing.js'
import { addSupplyOptions, supplyFor, type SupplyFlags } from './need-supply.js'
import { pickedRows, type PickBy } from './pick-rows.js'
import { addRuleOptions } from './rule-options.js'
import { saveList } from './save-list.js'
import { targetOf, type Target } from './target.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'
import { addFormatOptions } from './write-list.js'
import { pickText } from './write-picks.js'

interface Flags extends SupplyFlags, TroubleFlags {
  by: PickBy
  format?: string
  json?: true
  output: string
}

export function pick(program: Command, io: Io): void {
  const by = new Option('--by <order>', 'order and headings: loc (default), color').choices(['loc', 'color'])
  const command = program
    .command('pick')
    .summary('Say where to find what a model needs')
    .description('Says where in your collection the parts of models are, from place to place.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .addOption(by.default('loc'))
  addRuleOptions(addSupplyOptions(command), 'same')
  addFormatOptions(command).option('-o, --output <file>', 'write here, not to standard output', '-')
  const format = command.options.find(({ long }) => long === '--format')
  if (format) format.description = `${FORMATS.join(', ')} (default: by the name of -o)`
  seldom(addTroubleOptions(addReadOptions(command)), '--at', '--assemblies')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => find(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick pick castle.io
  brick pick kit.io*20 --by color -f md > to-collect.md`

const FORMATS = ['table', 'json', 'csv', 'md']

async function find(io: Io, words: string[], flags: Flags): Promise<void> {
  const target = await targetOf(flags)
  if (!FORMATS.includes(target.name)) throw noPlaces(target)
  const supply = await supplyFor(io, words, flags)
  const { loaded, needed, isEmpty } = supply
  if (isEmpty && flags.own === undefined) io.say('your collection is empty: brick own add parts.csv puts something in')
  const picked = pickedRows(supply, flags)
  const listing = listingOf(loaded, { asWritten: flags.asWritten === true })
  const decided = verdict(listing.problems, flags, { isEmpty: needed.length === 0 })
  if (isWritten(decided)) {
    const text = await pickText(io, target.name, supply, picked, { ...flags, problems: decided.problems })
    saveList(io, [text], flags.output, loaded.files)
  }
  await tellVerdict(io, decided, flags)
  const places = new Set(picked.map(({ picking: { place } }) => place).filter((place) => place !== ''))
  const lots = picked.map(({ picking: { lot } }) => lot)
  if (lots.length > 0)
    io.say(`${count(piecesIn(lots), 'part')} in ${count(lots.length, 'lot')} at ${count(places.size, 'place')}`)
  const { missing, lots: all, complete } = needTotals(needed)
  if (missing === 0) return
  io.say(
    `not owned: ${count(missing, 'part')} in ${count(all - complete, 'lot')} -> brick need ${words.map(shellWord).join(' ')}`,
  )
}

function noPlaces({ name }: Target): BrickError {
  return new BrickError(`a ${name} list has no place for where parts are`, { hint: `-f takes ${FORMATS.join(', ')}` })
}
