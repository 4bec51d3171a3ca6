import type { Command } from 'commander'
import { printable } from '../core/printable.js'
import { pad } from '../formats/view/width.js'
import type { Batch } from '../store/collection-batches.js'
import type { Io } from '../system/io.js'
import { lookIntoCollection } from './own-collection.js'

interface Flags {
  json?: true
}

export function ownLog(own: Command, io: Io): void {
  own
    .command('log')
    .summary('Show what was added, taken and undone')
    .description('Shows all changes of your collection, the oldest first.')
    .option('--json', 'as JSON, one change on a line')
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) => log(io, flags))
}

const EXAMPLES = `
Examples:
  brick own log | tail -3
  brick own log --json`

async function log(io: Io, { json }: Flags): Promise<void> {
  const batches = await lookIntoCollection(io, (collection) => collection.batches())
  if (json) return io.write(batches.map((batch) => `${JSON.stringify(asJson(batch))}\n`).join(''))
  const lines = batches.map(cells)
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of lines) {
    const text = line.map((cell, column) => pad(cell, widths[column] ?? 0, RIGHT.includes(column) ? 'left' : 'right'))
    io.write(`${text.join('  ').trimEnd()}\n`)
  }
  if (batches.length === 0) io.say('your collection is empty: nothing was ever added')
}

/** Columns of numbers. */
const RIGHT = [0, 3, 4]

function cells({ id, time, kind, added, taken, sources, note, undoes, undoneBy }: Batch): string[] {
  const words = [
    undoes === undefined ? '' : `undoes ${undoes}`,
    sources.join(', '),
    note === '' ? '' : `"${note}"`,
    undoneBy === undefined ? '' : `undone by ${undoneBy}`,
  ]
  const when = time.slice(0, 16).replace('T', ' ')
  const amounts = [added === 0 ? '' : `+${added}`, taken === 0 ? '' : `-${taken}`]
  return [String(id), when, kind, ...amounts, printable(words.filter((word) => word !== '').join('  '))]
}

function asJson({ id, time, kind, note, sources, added, taken, undoes, undoneBy }: Batch): object {
  return {
    ...{ schema: 'brick.log/1', batch: id, time, kind, sources, note, added, taken },
    ...{ undoes: undoes ?? null, undone_by: undoneBy ?? null },
  }
}
