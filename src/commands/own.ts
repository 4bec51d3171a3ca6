import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { ownAdd } from './own-add.js'
import { ownExport } from './own-export.js'
import { ownList } from './own-list.js'
import { ownLog } from './own-log.js'
import { ownMove, ownTake } from './own-take.js'
import { ownUndo } from './own-undo.js'

export function own(program: Command, io: Io): void {
  const command = program
    .command('own')
    .summary('Keep account of the parts that you own')
    .description('Keeps account of the parts that you own, in a ledger in which nothing is ever lost.')
    .usage('[command] [options]')
    .addHelpText('after', EXAMPLES)
  for (const add of [ownAdd, ownTake, ownMove, ownUndo, ownList, ownLog, ownExport]) add(command, io)
}

const EXAMPLES = `
Examples:
  brick own add order.xml --loc "drawer 3"      what came by post
  brick own take castle.mpd                     what is built into a model now
  brick own                                     what there is`
