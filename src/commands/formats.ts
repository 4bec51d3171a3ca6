import { Option, type Command } from 'commander'
import { codecs, views } from '../formats/index.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'

export function formatsCommand(program: Command, io: Io): void {
  program
    .command('formats')
    .summary('List the formats that are read and written')
    .description('Lists the formats that brick reads and writes, with the names to type.')
    .addOption(new Option('-f, --format <format>', 'how to write it').choices(['table', 'json', 'md']).default('table'))
    .option('--json', 'the same as -f json')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, format }: { json?: true; format: 'table' | 'json' | 'md' }) => {
      const formats = await allFormats()
      if (json || format === 'json') io.write(`${JSON.stringify(formats)}\n`)
      else io.write(format === 'md' ? markdownTable(formats) : table(formats))
    })
}

const EXAMPLES = `
Examples:
  brick formats
  brick parts castle.mpd -f csv`

interface Format {
  id: string
  reads: boolean
  writes: boolean
  extensions: string[]
  title: string
}

/** All formats, in the order of the registry; one that is read here and written there stands once. */
async function allFormats(): Promise<Format[]> {
  const formats = new Map<string, Format>()
  for (const { names, extensions, load } of [...codecs, ...views]) {
    const format = await load()
    const reads = 'read' in format && format.read !== undefined
    const known = formats.get(names[0])
    formats.set(names[0], {
      id: names[0],
      reads: reads || known?.reads === true,
      writes: format.write !== undefined || known?.writes === true,
      extensions: known?.extensions ?? extensions,
      title: known?.title ?? format.title,
    })
  }
  return [...formats.values()]
}

function table(formats: Format[]): string {
  return aligned(cellsOf(formats))
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('')
}

/** The table that stands in README. */
function markdownTable(formats: Format[]): string {
  const [header = [], ...rows] = aligned(cellsOf(formats))
  const rule = header.map((cell) => '-'.repeat(cell.length))
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function cellsOf(formats: Format[]): string[][] {
  const yes = (can: boolean) => (can ? 'yes' : '-')
  const lines = formats.map(({ id, reads, writes, extensions, title }) => {
    return [id, yes(reads), yes(writes), extensions.join(' '), title]
  })
  return [['Name', 'Reads', 'Writes', 'Files', 'What'], ...lines]
}

function aligned(lines: string[][]): string[][] {
  const widths = columnWidths(lines)
  return lines.map((line) => line.map((cell, column) => pad(cell, widths[column] ?? 0)))
}
