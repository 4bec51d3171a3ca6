import type { Command } from 'commander'
import { count } from '../core/count.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import { cacheFolder } from '../system/paths.js'
import { CACHE_ROWS } from './cache-contents.js'
import { megabytes } from './library-words.js'

export function cacheInfo(group: Command, io: Io): void {
  group
    .command('info')
    .summary('Show what is kept, where, and how large it is')
    .description('Shows what brick keeps to be faster, where, and how large it is.')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(({ json }: { json?: true }) => {
      const folder = cacheFolder(io)
      const rows = CACHE_ROWS.map((row) => ({ ...row, ...row.amount(io) }))
      if (json) {
        const kept = rows.map(({ id, files, bytes, again }) => ({ id, files, bytes, again }))
        return io.write(`${JSON.stringify({ schema: 'brick.cache/1', folder, kept }, null, 2)}\n`)
      }
      const cells = rows.map(({ id, files, bytes, title }) => [
        id,
        files === 0 ? 'none' : count(files, 'file'),
        files === 0 ? '' : megabytes(bytes),
        title,
      ])
      const [one = 0, two = 0, three = 0] = columnWidths(cells)
      const lines = cells.map(
        ([id = '', files = '', bytes = '', title = '']) =>
          `${pad(id, one)}  ${pad(files, two)}  ${pad(bytes, three, 'left')}  ${title}\n`,
      )
      io.write(lines.join(''))
      io.say(`in ${folder}; brick cache clear removes pictures and answers`)
    })
}

const EXAMPLES = `
Examples:
  brick cache info
  brick cache info --json`
