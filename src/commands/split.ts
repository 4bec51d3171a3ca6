import { Option, type Command } from 'commander'
import { BrickError } from '../core/error.js'
import { split, tenThousandths, type Offered, type SplitOptions } from '../core/lists/split.js'
import type { Io } from '../system/io.js'
import { addReadOptions, addTroubleOptions, loadOptions, LISTS, SHORT_HELP, type ReadFlags } from './list-options.js'
import { loadModels } from './load.js'
import { amount, percentage } from './option-values.js'
import { targetOf, type Target } from './target.js'
import type { WriteFlags } from './write-list.js'
import { writeSplit } from './write-split.js'

interface Flags extends ReadFlags, Omit<WriteFlags, 'output'> {
  to: string
  pabList?: string
  prefer: 'pab' | 'bl'
  preferPab?: number
  only?: 'bestseller' | 'standard'
  budget?: string
  output: string
}

export function splitList(program: Command, io: Io): void {
  const command = program
    .command('split')
    .summary('Split a list: LEGO first, another shop for the rest')
    .description('Splits a list into files for Pick a Brick, and one for the shop that gets the rest.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--to <shops>', 'LEGO, and who gets the rest', 'pab,bl')
    .option('--pab-list <file>', 'what LEGO sells: elementId, assortment, price')
    .addOption(
      new Option('--prefer <shop>', 'pab, or bl: LEGO only where it is cheaper').choices(['pab', 'bl']).default('pab'),
    )
    .option('--prefer-pab <percent>', 'LEGO although so much dearer, as in 10%', percentage('--prefer-pab'))
    .addOption(new Option('--only <assortment>', 'of LEGO: bestseller, standard').choices(['bestseller', 'standard']))
    .option('--budget <amount>', 'the most to spend at LEGO', amount('--budget'))
    .requiredOption('-o, --output <folder>', 'where to write the files')
    .option('--allow-unresolved', 'exit 0 although something is missing from the files')
  addTroubleOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => divide(io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick split all.bsx --pab-list pab-de-2026-11.csv -o out/
  brick split castle.mpd --to pab,bo -o out/`

async function divide(io: Io, lists: string[], flags: Flags): Promise<void> {
  const other = await otherShop(flags.to)
  const needsList = flags.only ?? flags.budget ?? flags.preferPab
  if (flags.pabList === undefined && (needsList !== undefined || flags.prefer === 'bl')) throw nothingKnown()
  const loaded = await loadModels(io, lists, loadOptions(flags))
  const offers = flags.pabList === undefined ? undefined : await readOffers(io, flags.pabList)
  if (flags.budget !== undefined && offers && ![...offers.offers.values()].some(({ price }) => price !== undefined))
    throw new BrickError(`${flags.pabList} has no prices`, { hint: 'leave --budget away, or add a column: price' })
  const { inventory, catalog, decisions } = loaded
  const divided = split(inventory.lots, splitOptions(flags, offers?.offers), catalog, decisions)
  const files = flags.pabList === undefined ? loaded.files : [...loaded.files, flags.pabList]
  const problems = [...loaded.problems, ...(offers?.problems ?? [])]
  await writeSplit(io, { ...loaded, files, problems }, divided, { ...flags, other, isKnown: offers !== undefined })
}

function splitOptions({ only, prefer, preferPab, budget }: Flags, sold?: Map<string, Offered>): SplitOptions {
  const most = tenThousandths(budget)
  return {
    ...(sold && { sold }),
    ...(only && { only }),
    ...(prefer === 'bl' && { prefersOther: true }),
    ...(preferPab !== undefined && { tolerance: preferPab }),
    ...(most !== undefined && { budget: most }),
  }
}

async function readOffers(io: Io, file: string) {
  const { readElementOffers } = await import('../formats/elements/offers.js')
  return readElementOffers(io.open(file), file)
}

/** LEGO comes first: it takes what it has, and the other what is left. */
async function otherShop(to: string): Promise<Target> {
  const [first, second = '', ...more] = to.split(',').map((word) => word.trim())
  if (first !== 'pab' || second === '' || second === 'pab' || more.length > 0)
    throw new BrickError(`cannot split to ${to}`, { hint: 'write --to pab, and the format that gets the rest: pab,bl' })
  return targetOf({ format: second })
}

function nothingKnown(): BrickError {
  return new BrickError('nobody knows from here what LEGO sells, and for how much', {
    hint: 'write down what it does: --pab-list FILE, a table of elementId, assortment, price',
  })
}
