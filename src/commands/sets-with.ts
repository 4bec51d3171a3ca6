import type { Command } from 'commander'
import type { Facts } from '../core/catalog/facts.js'
import { identify, type Meaning } from '../core/catalog/identify.js'
import { findColor } from '../core/catalog/resolve-color.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import { resolveLot } from '../core/translate/translate.js'
import type { LocalCatalog } from '../store/catalog.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import type { Io } from '../system/io.js'
import { knownFacts } from './known-facts.js'
import { choice, SHORT_HELP } from './list-options.js'
import { positive, setsOf, withSets, type SetRuleFlags } from './sets-catalog.js'

interface Flags extends Pick<SetRuleFlags, 'mould'> {
  theme?: string
  top: number
  json?: true
}

export function setsWith(sets: Command, io: Io): void {
  sets
    .command('with')
    .summary('Find sets that have all of some parts')
    .description('Finds the sets that have all of some parts, those with most of them first.')
    .configureHelp(SHORT_HELP)
    .argument('<part...>', 'a part or element by any number, or a part in a color: 3001/red')
    .option('--theme <name>', 'only sets of this theme and those in it')
    .option('--top <sets>', 'at most so many (10)', positive, 10)
    .addOption(choice('--mould <how>', 'which moulds are one part', ['same', 'exact']))
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => withSets(io, (local) => find(io, local, words, flags)))
}

const EXAMPLES = `
Examples:
  brick sets with 2454/sand-green
  brick sets with 3001/red bl:30176 --theme castle`

/** A part that sets are to have, in Rebrickable's numbers. */
interface Wanted {
  part: string
  colors: (number | undefined)[]
}

async function find(io: Io, local: LocalCatalog, words: string[], flags: Flags): Promise<void> {
  const facts = await knownFacts(io)
  const wanted = words.map((word) => wantedOf(word, facts))
  const amounts = wanted.map((one) => amountsOf(one, local, facts, flags))
  const found = setsOf(local, flags.theme).flatMap((set) => {
    const each = amounts.map((amount) => amount.get(set.number))
    return each.some((quantity) => quantity === undefined) ? [] : [{ set, each: each.map((quantity) => quantity ?? 0) }]
  })
  found.sort((a, b) => total(b.each) - total(a.each) || (b.set.year ?? 0) - (a.set.year ?? 0))
  const shown = found.slice(0, flags.top)
  io.write(flags.json ? asJson(shown, words, found.length) : asText(shown))
  const rest = found.length > shown.length ? `; the first ${shown.length} (--top)` : ''
  io.say(`${count(found.length, 'catalogued set')} with ${printable(words.join(' and '))}${rest}`)
  if (found.length === 0) io.exitCode = EXIT.negative
}

/** How many of it each set has, without spares. */
function amountsOf({ part, colors }: Wanted, local: LocalCatalog, facts: Facts, { mould }: Flags): Map<string, number> {
  const amounts = new Map<string, number>()
  for (const one of mould === 'exact' ? [part] : [part, ...facts.moulds(part)])
    for (const color of colors)
      for (const { number, quantity } of local.setsWith(one, color))
        amounts.set(number, (amounts.get(number) ?? 0) + quantity)
  return amounts
}

function wantedOf(word: string, facts: Facts): Wanted {
  const [, name = word, colorName] = /^(.+)\/([^/]+)$/.exec(word) ?? []
  const meanings = identify(name, facts).filter(({ kind }) => kind !== 'color')
  const numbers = meanings.flatMap((meaning) => numbered(meaning, facts))
  const [first] = numbers
  if (!first)
    throw new BrickError(`no part or element of the catalog is called ${name}`, {
      exit: EXIT.unresolved,
      hint: `try: brick id ${name} --similar`,
    })
  if (numbers.some(({ part }) => part.toLowerCase() !== first.part.toLowerCase()))
    throw new BrickError(`${name} may be several parts`, {
      hint: `say whose number it is: ${numbers.map(({ part }) => `rb:${part}`).join(' or ')}`,
    })
  if (colorName === undefined) return first
  const color = findColor(colorName, facts)
  if (color?.rebrickable !== undefined) return { part: first.part, colors: twins(color.rebrickable) }
  throw new BrickError(`no color of sets is called ${colorName}`, {
    exit: EXIT.unresolved,
    hint: `try: brick id "${colorName}"`,
  })
}

function numbered(meaning: Meaning, facts: Facts): Wanted[] {
  if (meaning.kind === 'element') return [{ part: meaning.element.part, colors: twins(meaning.element.color) }]
  if (meaning.kind !== 'part') return []
  const { number, color } = resolveLot({ part: meaning.part.id, color: 0, quantity: 1 }, 'rebrickable', facts)
  const fixed = color === undefined ? undefined : facts.color('ldraw', color)?.rebrickable
  return number === undefined ? [] : [{ part: number, colors: fixed === undefined ? [undefined] : twins(fixed) }]
}

/** Rebrickable's Pearl Dark Gray and Pearl Titanium are one color for everybody else. */
function twins(color: number): number[] {
  return [148, 1103].includes(color) ? [148, 1103] : [color]
}

function asText(found: { set: CatalogSet; each: number[] }[]): string {
  const width = Math.max(0, ...found.map(({ set }) => set.number.length))
  const lines = found.map(({ set: { number, name, year, theme, pieces }, each }) => {
    const amounts = each.map((quantity) => `${String(quantity).padStart(4)}x`).join(' ')
    return printable(
      `${amounts}  ${number.padEnd(width)}  ${year ?? '    '}  ${name}  (${theme}, ${count(pieces, 'part')})`,
    )
  })
  return lines.map((line) => `${line}\n`).join('')
}

function asJson(found: { set: CatalogSet; each: number[] }[], words: string[], all: number): string {
  const sets = found.map(({ set: { number, name, year, theme, pieces }, each }) => {
    return { set: number, name, year: year ?? null, theme, parts: pieces, qty: each }
  })
  return `${JSON.stringify({ schema: 'brick.sets/1', wanted: words, found: all, sets }, null, 2)}\n`
}

function total(quantities: number[]): number {
  return quantities.reduce((sum, quantity) => sum + quantity, 0)
}
