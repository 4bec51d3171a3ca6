import { InvalidArgumentError, type Command } from 'commander'
import { daysSince } from '../core/age.js'
import { EXIT } from '../core/error.js'
import { columnWidths } from '../formats/view/column-widths.js'
import type { CatalogSource } from '../store/catalog-build.js'
import { catalogFile } from '../system/catalog-place.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { catalogSources, differences } from './catalog-lock.js'

interface Flags {
  json?: true
  check?: string
  maxAge?: number
}

export function catalogInfo(catalog: Command, io: Io): void {
  catalog
    .command('info')
    .summary('Show what the catalog is made of')
    .description('Shows what the catalog is made of, of when that is, and whom to credit for it.')
    .option('--json', 'as JSON')
    .option('--check <lock>', 'compare with a lock file; exit 7 when anything differs')
    .option('--max-age <days>', 'exit 7 when anything is older', daysOf)
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, check, maxAge }: Flags) => {
      const sources = await catalogSources(io)
      const today = now(io)
      const different = check === undefined ? [] : differences(io, check, sources)
      io.write(json ? asJson(io, sources, today, different) : asText(io, sources, today))
      for (const sentence of different) io.say(`brick: ${sentence}`, 'error')
      if (check !== undefined && different.length === 0) io.say(`the catalog is what ${check} says`)
      warn(io, sources, today, maxAge)
      if (different.length > 0) io.exitCode = EXIT.catalog
    })
}

const EXAMPLES = `
Examples:
  brick catalog info --json
  brick catalog info --check brick.lock --max-age 60`

/** In days. New sets come out every month. */
const OLD = 30

function warn(io: Io, sources: CatalogSource[], today: string, maxAge: number | undefined): void {
  const oldest = sources.reduce<CatalogSource | undefined>((a, b) => (a && a.date <= b.date ? a : b), undefined)
  const age = oldest ? daysSince(oldest.date, today) : 0
  const isTooOld = maxAge !== undefined && age > maxAge
  if (isTooOld) io.exitCode = EXIT.catalog
  if (!isTooOld && (maxAge !== undefined || age <= OLD)) return
  const remedy = 'bring it up to date: brick catalog update, or import newer tables: brick catalog import FOLDER'
  io.say(
    `${isTooOld ? 'brick: ' : 'warning: '}the catalog is ${age} days old\n  ${remedy}`,
    isTooOld ? 'error' : 'warning',
  )
}

function asText(io: Io, sources: CatalogSource[], today: string): string {
  const rows = sources.map(({ id, rows, date, file }) => [id, rows.toLocaleString('en-US'), date, file])
  const widths = columnWidths(rows)
  const lines = rows.map(([id = '', count = '', date = '', file = '']) =>
    `${id.padEnd(widths[0] ?? 0)}  ${count.padStart(widths[1] ?? 0)}  ${date}  ${file}`.trimEnd(),
  )
  const ages = sources.map(({ date }) => daysSince(date, today))
  const from = Math.min(...ages)
  const to = Math.max(...ages)
  const age = from === to ? `${to}` : `${from} to ${to}`
  return `${[...lines, '', `${catalogFile(io)}: ${age} days old`, ...credits(sources)].join('\n')}\n`
}

function asJson(io: Io, sources: CatalogSource[], today: string, different: string[]): string {
  const all = sources.map((source) => ({ ...source, age_days: daysSince(source.date, today) }))
  const content = {
    schema: 'brick.catalog/1',
    file: catalogFile(io),
    sources: all.map(({ leftOut, ...source }) => ({ ...source, left_out: leftOut })),
    differences: different,
    credits: credits(sources),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function credits(sources: CatalogSource[]): string[] {
  const used = new Set(sources.map(({ id }) => id.split('/')[0]))
  return [...CREDITS.filter(([who]) => used.has(who)).map(([, words]) => words), TRADEMARK]
}

const CREDITS: [who: string, words: string][] = [
  ['rebrickable', 'Catalog data: Rebrickable (rebrickable.com).'],
  ['rebrickable-api', "What other sites call parts: Rebrickable's API (rebrickable.com)."],
  ['ldraw', 'Part titles and keywords: LDraw.org Parts Library, CC BY 4.0.'],
  ['bricklink', 'Catalog downloads: BrickLink; for your own use.'],
  ['studio', "Studio's tables: BrickLink; for your own use."],
]

const TRADEMARK = 'LEGO is a trademark of the LEGO Group, which does not sponsor, authorize or endorse this.'

/** A number of days, as an option has it. */
export function daysOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number of days.')
}
