import type { Command } from 'commander'
import { EXIT, EXIT_WORDS } from '../core/error.js'
import { PROBLEMS } from '../core/problem.js'
import type { Io } from '../system/io.js'
import { version } from '../system/shipped.js'
import { commandTree, type OptionShape, type Shape } from './tree.js'

export function man(program: Command, io: Io): void {
  program
    .command('man')
    .summary('Print the manual page')
    .description('Print the manual page, in the form that the program man reads.')
    .addHelpText('after', EXAMPLES)
    .action(async () => io.write(page(await commandTree(program, io))))
}

const EXAMPLES = `
Examples:
  brick man | man -l -
  brick man > ~/.local/share/man/man1/brick.1`

function page([program, ...commands]: [Shape, ...Shape[]]): string {
  const lines = [
    `.TH BRICK 1 "" "brick ${version()}" "User Commands"`,
    '.SH NAME',
    `brick \\- ${escape(program.description.replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    '.B brick',
    '.I command',
    '[options] [arguments]',
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH OPTIONS OF EVERY COMMAND',
    ...program.options.flatMap(option),
    '.SH PROBLEMS',
    ...Object.entries(PROBLEMS).flatMap(([code, meaning]) => ['.TP', `.B ${escape(code)}`, escape(meaning)]),
    '.SH EXIT STATUS',
    ...exits(),
  ]
  return `${lines.join('\n')}\n`
}

function section({ names: [name = '', ...aliases], usage, description, options, after, commands }: Shape): string[] {
  return [
    `.SS "brick ${name} ${escape(usage)}"`,
    escape(description),
    ...(aliases.length > 0 ? ['.PP', escape(`Also: brick ${aliases.join(', brick ')}.`)] : []),
    ...options.filter(({ names }) => !names.includes('--help')).flatMap(option),
    ...(after === '' ? [] : ['.PP', '.nf', escape(after), '.fi']),
    ...commands.flatMap(section),
  ]
}

function option({ flags, choices, description }: OptionShape): string[] {
  const among = choices.length > 0 ? ` (one of: ${choices.join(', ')})` : ''
  return ['.TP', `.B ${escape(flags)}`, escape(description + among)]
}

function exits(): string[] {
  return Object.entries(EXIT_WORDS).flatMap(([name, words]) => [
    '.TP',
    `.B ${EXIT[name as keyof typeof EXIT]}`,
    escape(words),
  ])
}

/** Roff reads a backslash, a hyphen, and a period or apostrophe that begins a line, in its own way. */
function escape(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1')
}
