import type { Command } from 'commander'
import { subtract } from '../core/lists/algebra.js'
import { count } from '../core/count.js'
import { pieces, type Inventory } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { tellMatches } from './tell-matches.js'
import { setOperation } from './set-operation.js'

export function sub(program: Command, io: Io): void {
  setOperation(program, io, {
    name: 'sub',
    summary: 'Take from a list what others have',
    description: 'Takes from a list what other lists have, and lists what remains.',
    first: 'the list to take from',
    examples: EXAMPLES,
    calculate([first = NONE, ...others], matching) {
      const { rest, taken, matches, unused } = subtract(first, others, matching)
      return {
        list: rest,
        tell(io, words, facts, flags) {
          tellMatches(io, matches, facts, flags)
          unused.forEach((some, index) => {
            if (some.lots.length > 0) io.say(notThere(some, words[index + 1] ?? '', words[0] ?? ''))
          })
          io.say(`${count(pieces(first), 'part')} - ${pieces(taken)} taken = ${count(pieces(rest), 'part')}`)
        },
      }
    },
  })
}

const NONE: Inventory<'ldraw'> = { system: 'ldraw', lots: [] }

const EXAMPLES = `
Examples:
  brick sub castle.mpd ordered.xml -o rest.xml     what is still to be ordered
  brick sub all.bsx cart.csv                       what the shop has dropped`

/** Whoever takes more than there is should know. */
function notThere(some: Inventory, other: string, list: string): string {
  const amount = `${count(pieces(some), 'part')} in ${count(some.lots.length, 'lot')}`
  return `${amount} of ${printable(other)} ${pieces(some) === 1 ? 'is' : 'are'} not in ${printable(list)}`
}
