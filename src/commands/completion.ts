import { Argument, type Command } from 'commander'
import type { Io } from '../system/io.js'
import { shellScripts } from './shell-scripts.js'
import { commandTree } from './tree.js'

export function completion(program: Command, io: Io): void {
  program
    .command('completion')
    .summary('Print what a shell needs to complete brick')
    .description('Print a script with which a shell completes commands, options and their values.')
    .addArgument(new Argument('<shell>', 'which one').choices(Object.keys(shellScripts)))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: keyof typeof shellScripts) => {
      io.write(shellScripts[shell](await commandTree(program, io)))
    })
}

const EXAMPLES = `
Examples:
  source <(brick completion bash)
  brick completion zsh > ~/.zfunc/_brick
  brick completion fish > ~/.config/fish/completions/brick.fish`
