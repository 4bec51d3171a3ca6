import type { Command } from 'commander'
import { codecs, views } from '../formats/index.js'
import { pad } from '../formats/width.js'
import type { Io } from '../system/io.js'

export function formatsCommand(program: Command, io: Io): void {
  program
    .command('formats')
    .summary('List the formats that are read and written')
    .description('Lists the formats that brick reads and writes, with the names to type.')
    .option('--json', 'as JSON, for scripts')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json }: { json?: true }) => {
      const formats = await all()
      io.write(json ? `${JSON.stringify(formats)}\n` : table(formats))
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

async function all(): Promise<Format[]> {
  const rows = [...codecs, ...views]
  return Promise.all(
    rows.map(async ({ names, extensions, load }) => {
      const format = await load()
      const reads = 'read' in format && format.read !== undefined
      return { id: names[0], reads, writes: format.write !== undefined, extensions, title: format.title }
    }),
  )
}

function table(formats: Format[]): string {
  const yes = (can: boolean) => (can ? 'yes' : '-')
  const lines = formats.map(({ id, reads, writes, extensions, title }) => {
    return [id, yes(reads), yes(writes), extensions.join(' '), title]
  })
  const all = [['Name', 'Reads', 'Writes', 'Files', 'What'], ...lines]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  return all.map((line) => `${line.map((cell, i) => pad(cell, widths[i] ?? 0)).join('  ')}\n`).join('')
}
