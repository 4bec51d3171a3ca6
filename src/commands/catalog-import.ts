import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import type { Io } from '../system/io.js'
import { openProgress } from '../system/progress.js'
import { openGiven, WANTED, type Given } from './catalog-given.js'
import { writeLock } from './catalog-lock.js'
import { openPinned, takePinned } from './catalog-pinned.js'
import { reportTakenIn, takeIn } from './catalog-take-in.js'

interface Flags {
  date?: string
  lock?: string | true
  pinned?: string
}

export function catalogImport(catalog: Command, io: Io): void {
  catalog
    .command('import')
    .summary('Make the catalog of files that you have')
    .description(
      "Makes the catalog of tables that you have: Rebrickable's dumps (.csv, .gz, .zip), an LDraw library (a folder or " +
        "complete.zip), Studio's tables, catalog downloads of BrickLink. What is not given is kept as it is.",
    )
    .argument('<file...>', 'files, or folders with such files in them')
    .option('--date <day>', 'of what day the files are (default: when they were last changed)', dayOf)
    .option('--lock [file]', 'also write what the catalog is made of to a lock file (default: brick.lock)')
    .addOption(
      new Option('--pinned <lock>', 'take exactly what a lock file says, and nothing else').conflicts(['date', 'lock']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], { date, lock, pinned }: Flags) => {
      const progress = openProgress(io)
      try {
        const { given, strangers } = await openGiven(io, names, progress.tell)
        if (given.length === 0)
          throw new BrickError(`nothing that a catalog is made of in ${names.join(', ')}`, {
            exit: EXIT.input,
            hint: WANTED,
          })
        if (pinned !== undefined) return await takePinned(io, await openPinned(io, pinned), given, progress)
        const sources = await takeIn(io, dated(given, date), progress)
        progress.end()
        reportTakenIn(io, sources, strangers)
      } finally {
        progress.end()
      }
      if (lock !== undefined) await writeLock(io, lock === true ? 'brick.lock' : lock)
    })
}

const EXAMPLES = `
Examples:
  brick catalog import ~/Downloads/rebrickable
  brick catalog import parts.csv.gz elements.csv.gz ~/ldraw --lock
  brick catalog import ~/Downloads/rebrickable --pinned brick.lock`

function dated(given: Given[], date: string | undefined): Given[] {
  return date === undefined ? given : given.map((one) => ({ ...one, date }))
}

function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new BrickError(`${text} is no day of the calendar`, { hint: 'write it as 2026-11-22' })
}
