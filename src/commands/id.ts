import { Option, type Command } from 'commander'
import { EXIT } from '../core/error.js'
import { alike, findByWords, identify, similar, SCHEMES, type Reading, type Scheme } from '../core/identify.js'
import { readDecisions } from '../system/config.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'
import { readingAsData, type Found } from './id-data.js'
import { nearAsText, readingAsText, whyAsText } from './id-text.js'

interface Flags {
  why?: true
  similar?: true
  scheme?: Scheme
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
    .addOption(new Option('--scheme <system>', 'whose numbers they are').choices(Object.keys(SCHEMES)))
    .addOption(new Option('-f, --format <format>', 'how to write it').choices(['text', 'json']).default('text'))
    .option('--json', 'the same as -f json')
    .addHelpText('after', EXAMPLES)
    .action(async (queries: string[], flags: Flags) => {
      const facts = shippedFacts()
      const { value: decisions } = await readDecisions(io, '-')
      const context = { facts, decisions }
      const all = queries.flatMap((query) => (query === '-' ? lines(io) : [query]))
      const found = all.map((query) => look(query, flags))

      if (flags.json || flags.format === 'json') io.write(json(found))
      else for (const one of found) print(one)
      if (found.some(({ readings }) => readings.length > 1)) io.exitCode = EXIT.negative
      if (found.some(({ readings }) => readings.length === 0)) io.exitCode = EXIT.unresolved

      function look(query: string, { scheme, similar: wished }: Flags): Found {
        const exact = identify(query, facts, scheme)
        const readings = exact.length > 0 ? exact : findByWords(query, facts, MOST)
        const [first] = readings
        const known = first?.kind === 'part' ? first.part : undefined
        const near = known ? (wished ? alike(known, facts, NEAR) : []) : first ? [] : similar(query, facts, NEAR)
        return { query, readings, near }
      }

      function json(found: Found[]): string {
        const answers = found.map(({ query, readings, near }) => ({
          query,
          readings: readings.map((reading) => readingAsData(reading, context)),
          near: near.map(({ id, title }) => ({ part: id, name: title })),
        }))
        return `${JSON.stringify({ schema: 'brick.id/1', answers }, null, 2)}\n`
      }

      function print({ query, readings, near }: Found): void {
        for (const reading of readings) io.write(text(reading))
        if (readings.length > 1) io.say(`${query}: ${readings.length} readings${prefixes(readings)}`)
        if (readings.length === 0) io.say(`${query}: no part, element or color of this number or name`, 'error')
        if (near.length > 0 && readings.length === 0 && !flags.similar)
          io.say(`nearest:\n${nearAsText(near).trimEnd()}`)
        else if (near.length > 0) io.write(nearAsText(near))
      }

      function text(reading: Reading): string {
        return readingAsText(reading, context) + (flags.why ? whyAsText(reading, context) : '')
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

/** What to write before the number, where that tells the readings apart. */
function prefixes(readings: Reading[]): string {
  const used = readings.map((reading) => (reading.kind === 'element' ? 'element' : (reading.system ?? 'ldraw')))
  const words = Object.entries(SCHEMES).filter(([, system]) => used.includes(system))
  return words.length > 1 ? `; say which with ${words.map(([prefix]) => `${prefix}:`).join(' ')}` : ''
}
