import type { Command } from 'commander'
import { intersect } from '../core/lists/algebra.js'
import { count } from '../core/count.js'
import { pieces, type Inventory } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { tellMatches } from './tell-matches.js'
import { setOperation } from './set-operation.js'

export function intersectLists(program: Command, io: Io): void {
  setOperation(program, io, {
    name: 'intersect',
    summary: 'List what several lists have in common',
    description: 'Lists what all lists have: of each lot of the first, as much as each of the others has.',
    first: 'the list whose lots are listed',
    examples: EXAMPLES,
    calculate(lists, matching) {
      const [first = NONE, ...others] = lists
      const { common, matches } = intersect(first, others, matching)
      return {
        list: common,
        tell(io, words, facts, { verbose }) {
          matches.forEach((some, index) => {
            const of = others.length > 1 ? { of: words[index + 1] ?? '' } : {}
            tellMatches(io, some, facts, { ...of, ...(verbose && { verbose }) })
          })
          const amounts = lists.map((list, index) => `${printable(words[index] ?? '')} has ${pieces(list)}`)
          io.say(`${count(pieces(common), 'part')} in common; ${amounts.join(', ')}`)
        },
      }
    },
  })
}

const NONE: Inventory<'ldraw'> = { system: 'ldraw', lots: [] }

const EXAMPLES = `
Examples:
  brick intersect castle.mpd wanted.xml
  brick intersect castle.mpd ship.io --mould exact -o shared.csv`
