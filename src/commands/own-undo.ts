import { InvalidArgumentError, type Command } from 'commander'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { addChangeOptions, amountOf, plain, report, withCollection, type ChangeFlags } from './own-collection.js'

export function ownUndo(own: Command, io: Io): void {
  const command = own
    .command('undo')
    .summary('Take back what was done')
    .description('Takes back the last change of your collection, or the one of a number; an undo, too.')
    .argument('[batch]', 'its number, as brick own log shows it', batchNumber)
  addChangeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((batch: number | undefined, flags: ChangeFlags) => undo(io, batch, flags))
}

const EXAMPLES = `
Examples:
  brick own undo
  brick own undo 12 --dry-run`

async function undo(io: Io, batch: number | undefined, flags: ChangeFlags): Promise<void> {
  const outcome = await withCollection(io, (collection) =>
    collection.undo({
      time: now(io),
      note: plain(flags.note),
      ...(batch !== undefined && { batch }),
      ...(flags.dryRun && { dryRun: true }),
    }),
  )
  const { undoes } = outcome
  if (!outcome.done) {
    const missing = outcome.why === 'missing' ? outcome.missing : []
    throw new BrickError(`cannot undo batch ${undoes}: ${amountOf(missing)} of it are not there any more`, {
      exit: EXIT.negative,
      hint: 'undo first what took or moved them: brick own log',
    })
  }
  report(io, outcome, `undid batch ${undoes}: ${whatCame(outcome)}`, flags, { undoes })
}

/** Of a move, as many pieces come back as go. */
function whatCame({ added, taken }: { added: number; taken: number }): string {
  if (added === taken) return `${count(added, 'part')} are back where they were`
  const words = [added > 0 ? `${count(added, 'part')} came back` : '', taken > 0 ? `${count(taken, 'part')} went` : '']
  return words.filter((text) => text !== '').join(', ')
}

function batchNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number, as in 12.')
}
