import type { Command } from 'commander'
import { count } from '../core/count.js'
import type { ItemType } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Problem } from '../core/problem.js'
import { checksum } from '../system/checksum.js'
import type { Io } from '../system/io.js'
import { kindsOf, rereadable, type Kind } from './info-kind.js'
import { factsOfList, ITEM_TYPES, type ListFacts } from './info-list.js'
import { setOfWord, type SetFacts } from './info-set.js'
import { addReadOptions, addTroubleOptions, LISTS, loadOptions, SHORT_HELP, type ReadFlags } from './list-options.js'
import type { TroubleFlags } from './list-options.js'
import { loadEach } from './load.js'
import { tellProblems } from './tell-problems.js'
import { verdict } from './verdict.js'

interface Flags extends ReadFlags, TroubleFlags {
  json?: true
}

export function info(program: Command, io: Io): void {
  const command = program
    .command('info')
    .summary('Say what a file is, and how much is in it')
    .description('Says of which kind a model, list or set is, how much is in it, and what it says of itself.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--json', 'as JSON')
  addTroubleOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => describeAll(rereadable(io), io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick info castle.io wanted.xml
  brick info set:10294-1 --json`

/** All that is said of one list. */
interface Described {
  word: string
  kind: Kind
  /** Undefined for what is in no file. */
  file: { bytes: number; sha256: string } | undefined
  list: ListFacts
  /** What the file says of itself that is not so. */
  claims: string[]
  set: SetFacts | undefined
}

async function describeAll(reading: Io, io: Io, words: string[], flags: Flags): Promise<void> {
  const kinds = await kindsOf(reading, words, flags)
  const lists = await loadEach(reading, words, loadOptions(flags))
  const { problems, exit } = verdict(
    lists.flatMap((list) => list.problems),
    flags,
  )
  const all: Described[] = []
  for (const [index, loaded] of lists.entries()) {
    const kind = kinds[index]
    if (!kind) throw new Error('a list of no kind')
    all.push({
      ...{ word: words[index] ?? '', kind, list: factsOfList(loaded) },
      file: fileOf(kind),
      claims: loaded.problems.filter(isClaim).map(({ message }) => message),
      set: kind.codec.id === 'set' ? await setOfWord(io, kind.file) : undefined,
    })
  }
  io.write(flags.json ? asJson(all) : all.map(asText).join('\n'))
  await tellProblems(io, problems, flags)
  io.exitCode = exit
}

function isClaim({ code }: Problem): boolean {
  return code === 'count.claimed'
}

function fileOf({ codec, source }: Kind): Described['file'] {
  if (['set', 'own', 'order'].includes(codec.id)) return undefined
  const bytes = source.bytes()
  return { bytes: bytes.length, sha256: checksum(bytes) }
}

function asText({ word, kind: { codec }, file, list, claims, set }: Described): string {
  const { parts, lots, colors, itemTypes, conditions, weight } = list
  const rows: [string, string][] = [
    ['kind', `${codec.title} (${codec.id})`],
    ...(set ? rowsOfSet(set) : []),
    ['parts', `${count(parts, 'part')} in ${count(lots, 'lot')}, ${count(colors, 'color')}`],
    ...(codec.model ? [['models', String(list.models)] as [string, string]] : []),
    ...(itemTypes.every(([type]) => type === 'P')
      ? []
      : [['pieces', named(itemTypes.map(inWords))] as [string, string]]),
    ...(conditions.every(([name]) => name === 'any') ? [] : [['lots', named(conditions)] as [string, string]]),
    ['weight', weight ? `${weight.grams} g of ${count(weight.lots, 'lot')}, as the list says` : 'unknown'],
    ...(file ? [['file', `${count(file.bytes, 'byte')}, SHA-256 ${file.sha256}`] as [string, string]] : []),
    ...claims.map((claim): [string, string] => ['it says', claim]),
  ]
  return [word, ...rows.map(([name, value]) => `  ${name.padEnd(9)}  ${value}`)]
    .map((line) => `${printable(line)}\n`)
    .join('')
}

function rowsOfSet({ name, year, theme, pieces, figures }: SetFacts): [string, string][] {
  return [
    ['name', name],
    ...(year === undefined ? [] : [['year', String(year)] as [string, string]]),
    ...(theme === '' ? [] : [['theme', theme] as [string, string]]),
    ['counted', `${count(pieces, 'part')}, as Rebrickable counts`],
    ['figures', String(figures)],
  ]
}

function inWords([type, amount]: [ItemType, number]): [string, number] {
  return [ITEM_TYPES[type][amount === 1 ? 0 : 1], amount]
}

/** `8 parts`, `5 sets, 1 minifigure` */
function named(amounts: [string, number][]): string {
  return amounts.length === 0 ? 'none' : amounts.map(([name, amount]) => `${amount} ${name}`).join(', ')
}

function asJson(all: Described[]): string {
  const lists = all.map(({ word, kind: { codec }, file, list, claims, set }) => ({
    ...{ name: word, kind: codec.id, title: codec.title, system: codec.system },
    file: file ?? null,
    set: set ? { ...set, year: set.year ?? null } : null,
    ...{ parts: list.parts, lots: list.lots, colors: list.colors, models: list.models },
    item_types: Object.fromEntries(list.itemTypes),
    conditions: Object.fromEntries(list.conditions),
    weight_g: list.weight?.grams ?? null,
    weighed_lots: list.weight?.lots ?? 0,
    ledger: list.ledger,
    claims,
  }))
  return `${JSON.stringify({ schema: 'brick.info/1', lists }, null, 2)}\n`
}
