import { Option, type Command } from 'commander'
import { EXIT } from '../core/error.js'
import { PREFIXES, type Prefix } from '../core/catalog/id-prefix.js'
import { alike, findByWords, identify, similar, type Meaning } from '../core/catalog/identify.js'
import { printable } from '../core/printable.js'
import { readDecisions } from '../system/config.js'
import { presentCatalog } from '../system/catalog-place.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'
import { meaningAsData, type Found } from './id-data.js'
import { nearAsText, meaningAsText, whyAsText } from './id-text.js'
import { tellProblems } from './tell-problems.js'

interface Flags {
  why?: true
  similar?: true
  scheme?: Prefix
  format: 'text' | 'json'
  json?: true
}

export function id(program: Command, io: Io): void {
  program
    .command('id')
    .summary('Look up a part, element or color')
    .description('Looks up parts, elements and colors by any number or name, in any system.')
    .argument('<number-or-name...>', 'as it is, or with ld: bl: rb: bo: el: lego: before it; - for one a line')
    .option('--why', 'say where the numbers come from')
    .option('--similar', 'list what is like it: other moulds, near numbers')
    .addOption(new Option('--scheme <system>', 'whose numbers they are').choices(Object.keys(PREFIXES)))
    .addOption(new Option('-f, --format <format>', 'how to write it').choices(['text', 'json']).default('text'))
    .option('--json', 'the same as -f json')
    .addHelpText('after', EXAMPLES)
    .action(async (queries: string[], flags: Flags) => {
      let facts = shippedFacts()
      const { value: decisions, problems } = await readDecisions(io, '-')
      const all = queries.flatMap((query) => (query === '-' ? lines(io) : [query]))
      let found = answered(all, (query) => look(query, flags))
      // What we ship answers most questions; a catalog takes a moment to open.
      if (found.some(({ meanings }) => meanings.length === 0) && presentCatalog(io) !== undefined) {
        facts = await (await import('./known-facts.js')).knownFacts(io)
        found = answered(all, (query) => look(query, flags))
      }
      const context = { facts, decisions }

      if (flags.json || flags.format === 'json') io.write(json(found))
      else for (const one of found) print(one)
      await tellProblems(io, problems)
      if (found.some(({ meanings }) => meanings.length > 1)) io.exitCode = EXIT.negative
      if (found.some(({ meanings }) => meanings.length === 0)) io.exitCode = EXIT.unresolved

      function look(query: string, { scheme, similar: wished }: Flags): Found {
        const exact = identify(query, facts, scheme)
        const meanings = exact.length > 0 ? exact : findByWords(query, facts, MOST)
        const [first] = meanings
        const known = first?.kind === 'part' ? first.part : undefined
        const near = known ? (wished ? alike(known, facts, NEAR) : []) : first ? [] : similar(query, facts, NEAR)
        return { query, meanings, near }
      }

      function json(found: Found[]): string {
        const answers = found.map(({ query, meanings, near }) => ({
          query,
          readings: meanings.map((meaning) => meaningAsData(meaning, context)),
          near: near.map(({ id, title }) => ({ part: id, name: title })),
        }))
        return `${JSON.stringify({ schema: 'brick.id/1', answers }, null, 2)}\n`
      }

      function print({ query, meanings, near }: Found): void {
        for (const meaning of meanings) io.write(text(meaning))
        const asked = printable(query)
        if (meanings.length > 1) io.say(`${asked}: ${meanings.length} readings${prefixes(meanings)}`)
        if (meanings.length === 0) io.say(`${asked}: no part, element or color of this number or name`, 'error')
        if (near.length > 0 && meanings.length === 0 && !flags.similar)
          io.say(`nearest:\n${nearAsText(near).trimEnd()}`)
        else if (near.length > 0) io.write(nearAsText(near))
      }

      function text(meaning: Meaning): string {
        return meaningAsText(meaning, context) + (flags.why ? whyAsText(meaning, context) : '')
      }
    })
}

const EXAMPLES = `
Examples:
  brick id 6141 --why
  brick id "dark stone grey" 6270003 bl:3062
  cut -f1 numbers.txt | brick id - --json`

/** Names that fit more parts than this say too little to be worth a longer list. */
const MOST = 20

const NEAR = 8

function lines(io: Io): string[] {
  const text = new TextDecoder().decode(io.read('-'))
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

/** Lists repeat themselves: each word is looked up once. */
function answered(queries: string[], look: (query: string) => Found): Found[] {
  const known = new Map([...new Set(queries)].map((query) => [query, look(query)]))
  return queries.flatMap((query) => known.get(query) ?? [])
}

/** What to write before the number, where that tells the meanings apart. */
function prefixes(meanings: Meaning[]): string {
  const used = meanings.map((meaning) => (meaning.kind === 'element' ? 'element' : (meaning.system ?? 'ldraw')))
  const words = Object.entries(PREFIXES).filter(([, system]) => used.includes(system))
  return words.length > 1 ? `; say which with ${words.map(([prefix]) => `${prefix}:`).join(' ')}` : ''
}
