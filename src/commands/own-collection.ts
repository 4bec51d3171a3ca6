import * as path from 'node:path'
import { Option, type Command } from 'commander'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { STATES, type Holding, type State } from '../core/lists/holding.js'
import { piecesIn } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Outcome } from '../store/collection-change.js'
import { openCollection, openCollectionIfAny, type Collection } from '../store/collection.js'
import type { Io } from '../system/io.js'
import { dataFolder } from '../system/paths.js'

/** Which of what is owned is meant. */
export interface StockFlags {
  use?: (typeof USES)[number]
  at?: string
}

/** What all commands that change the collection can be told. */
export interface ChangeFlags {
  note?: string
  dryRun?: true
  json?: true
}

const USES = [...STATES, 'all'] as const

export function addStockOptions(command: Command, usual: (typeof USES)[number]): Command {
  return command
    .addOption(new Option('--use <state>', `${USES.join(', ')} (default: ${usual})`).choices(USES).default(usual))
    .option('--at <place>', 'only what is there')
}

export function addChangeOptions(command: Command): Command {
  return command
    .option('--note <text>', 'a note for the log')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'the answer as JSON')
}

/** Opens the collection to change it, and closes it whatever happens. */
export async function withCollection<T>(io: Io, work: (collection: Collection) => Promise<T>): Promise<T> {
  return closing(await openCollection(collectionFile(io)), work)
}

/** Opens the collection to look at it. Who has none, has an empty one. */
export async function lookIntoCollection<T>(io: Io, work: (collection: Collection) => Promise<T>): Promise<T> {
  return closing(await openCollectionIfAny(collectionFile(io)), work)
}

export function isMeant({ use = 'all', at }: StockFlags): (holding: Holding) => boolean {
  return ({ state, place }) => (use === 'all' || state === use) && (at === undefined || place === at)
}

/** Says what was written, to the person or to a program. */
export function report(io: Io, outcome: Outcome & { done: true }, words: string, flags: ChangeFlags, more = {}): void {
  const { batch, added, taken } = outcome
  const amounts = { added, taken, dry_run: flags.dryRun === true }
  if (flags.json)
    io.write(`${JSON.stringify({ schema: 'brick.own/1', batch: flags.dryRun ? null : batch, ...amounts, ...more })}\n`)
  else io.write(flags.dryRun ? `would be batch ${batch}: ${words}\n` : `batch ${batch}: ${words}\n`)
  if (!flags.dryRun) io.say(`to take it back: brick own undo ${batch}`)
}

/** `12 parts in 3 lots` */
export function amountOf(lots: readonly { quantity: number }[]): string {
  return `${count(piecesIn(lots), 'part')} in ${count(lots.length, 'lot')}`
}

/** A name that the user gives: in one line. */
export function plain(text: string | undefined): string {
  return printable(text ?? '').trim()
}

export function stateOf(text: string | undefined): State | undefined {
  return STATES.find((state) => state === text)
}

function collectionFile(io: Io): string {
  return path.join(dataFolder(io), 'collection.db')
}

export function emptyCollection(): BrickError {
  return new BrickError('your collection is empty', { hint: 'brick own add parts.csv puts something in' })
}

async function closing<T>(collection: Collection, work: (collection: Collection) => Promise<T>): Promise<T> {
  try {
    return await work(collection)
  } finally {
    await collection.close()
  }
}
