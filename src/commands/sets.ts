import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { setsBuild } from './sets-build.js'
import { setsSupply } from './sets-supply.js'
import { setsWith } from './sets-with.js'

export function sets(program: Command, io: Io): void {
  const command = program
    .command('sets')
    .summary('Find sets to build, and sets that have parts')
    .description('Finds sets of the catalog: what you can build, what brings missing parts, what has a part.')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
  for (const add of [setsBuild, setsSupply, setsWith]) add(command, io)
}

const EXAMPLES = `
Examples:
  brick sets build --max-missing 5 --theme castle
  brick sets supply missing.xml --top 3
  brick sets with 2454/sand-green`
