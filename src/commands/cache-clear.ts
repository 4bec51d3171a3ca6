import type { Command } from 'commander'
import { count } from '../core/count.js'
import type { Io } from '../system/io.js'
import { CACHE_ROWS } from './cache-contents.js'
import { megabytes } from './library-words.js'

interface Flags {
  pictures?: true
  answers?: true
  catalog?: true
  dryRun?: true
}

export function cacheClear(group: Command, io: Io): void {
  group
    .command('clear')
    .summary('Remove what is kept: pictures and answers')
    .description(
      'Removes what brick keeps to be faster: pictures and answers of marketplaces, or what is named. What cannot be had again, as your collection, is not among it.',
    )
    .option('--pictures', 'pictures of parts')
    .option('--answers', 'answers of marketplaces')
    .option('--catalog', 'the catalog, and what was downloaded for it')
    .option('--dry-run', 'only say how much it would be')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const isNamed = CACHE_ROWS.some(({ id }) => flags[id])
      for (const row of CACHE_ROWS.filter(({ id, isDear }) => (isNamed ? flags[id] : !isDear))) {
        const before = row.amount(io)
        if (!flags.dryRun) await row.clear(io)
        const left = flags.dryRun ? { files: 0, bytes: 0 } : row.amount(io)
        const bytes = before.bytes - left.bytes
        const what = `${row.title}: ${count(before.files, 'file')}, ${megabytes(bytes)}`
        if (before.files === 0) io.say(`${row.title}: nothing is kept`)
        else io.say(`${what} ${flags.dryRun ? 'would be removed' : 'removed'}; ${row.again}`)
      }
    })
}

const EXAMPLES = `
Examples:
  brick cache clear --dry-run
  brick cache clear --pictures`
