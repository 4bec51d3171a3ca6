import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { libraryInfo } from './library-info.js'
import { libraryInstall } from './library-install.js'
import { libraryRemove } from './library-remove.js'

export function library(program: Command, io: Io): void {
  const group = program
    .command('library')
    .summary('Have the LDraw library, from which parts are drawn')
    .description(
      'Keeps the LDraw Parts Library on this machine, from which brick draws pictures and knows parts that are newer than itself.',
    )
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
  libraryInstall(group, io)
  libraryInfo(group, io)
  libraryRemove(group, io)
}

const EXAMPLES = `
Examples:
  brick library install
  brick library install --from ~/Downloads/complete.zip
  brick library info`
