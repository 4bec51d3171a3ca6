import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { cacheClear } from './cache-clear.js'
import { cacheInfo } from './cache-info.js'

export function cache(program: Command, io: Io): void {
  const group = program
    .command('cache')
    .summary('Show or clear what brick keeps to be faster')
    .description(
      'Shows or clears what brick keeps to be faster: pictures, answers of marketplaces, the catalog. All of it can be had again.',
    )
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
  cacheInfo(group, io)
  cacheClear(group, io)
}

const EXAMPLES = `
Examples:
  brick cache info
  brick cache clear --pictures`
