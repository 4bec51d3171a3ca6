import type { Command } from 'commander'
import { BrickError, EXIT, type ExitCode } from './core/error.js'
import { printable } from './core/printable.js'
import { machine, type Io } from './system/io.js'
import { edition, version } from './system/shipped.js'

/**
 * One command line in, one exit code out. The only place where errors become words.
 * `argv` is without the names of node and of the script.
 */
export async function main(argv: string[], io: Io = machine()): Promise<ExitCode> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) io.write(`${version()}\n`)
    else await run(spelledOut(argv), io)
    return io.exitCode
  } catch (error) {
    return explain(error, io)
  }
}

/** What the process answers when an error comes from nowhere: an event, or a promise that nobody awaits. */
export function crash(error: unknown, io: Io = machine()): ExitCode {
  return explain(error, io)
}

async function run(argv: string[], io: Io): Promise<void> {
  const { Command } = await import('commander')
  const { commands, shorthands } = await import('./commands/index.js')
  const program = dress(new Command('brick'), io)
  const words = inFull(argv, shorthands)
  const name = words.find(isName)
  const rows = commands.filter((row) => row.name === name || row.aliases?.includes(name ?? ''))
  for (const row of rows.length > 0 ? rows : commands) (await row.load())(program, io)
  if (argv.length === 0) program.help()
  if (name !== undefined && rows.length === 0) refuse(program, name)
  if (argv.includes('--help')) for (const command of program.commands) revealOptions(command)
  await program.parseAsync(words, { from: 'user' })
}

/** What holds for every command; `.command()` hands it on to them. */
function dress(program: Command, io: Io): Command {
  return program
    .description('Parts lists from LDraw models that you can trust, and wanted lists.')
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help; --help shows all options')
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .option('-q, --quiet', 'only errors on standard error')
    .option('--no-color', 'plain text (also: NO_COLOR=1)')
    .addHelpText('after', '\nbrick help COMMAND shows how one is used, brick man all of them.')
    .showSuggestionAfterError()
    .showHelpAfterError('  brick help lists the commands, brick help COMMAND shows how one is used')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.write(text),
      writeErr: (text) => io.say(lines(inOurWords(text)), 'error'),
      getOutHelpWidth: () => io.terminal.columns,
      getErrHelpWidth: () => io.terminal.columns,
    })
    .hook('preAction', () => {
      const { quiet, color } = program.opts<{ quiet?: true; color: boolean }>()
      io.quiet = quiet === true
      if (!color) io.env = { ...io.env, NO_COLOR: '1', FORCE_COLOR: undefined }
    })
}

/** `-h` leaves out what is seldom wanted, so that it fits a screen; `--help` does not. */
function revealOptions(command: Command): void {
  const { visibleOptions: _, ...help } = command.configureHelp()
  command.configureHelp(help)
}

/** `brick help parts` and `brick -h parts` are `brick parts --help`. */
function spelledOut(argv: string[]): string[] {
  const [first = '', ...rest] = argv
  if (!['help', '-h', '--help'].includes(first)) return argv
  return rest.length === 0 ? ['--help'] : [...rest, '--help']
}

/** `brick wanted x.ldr` is `brick export bl x.ldr`. */
function inFull(argv: string[], shorthands: Map<string, string[]>): string[] {
  const at = argv.findIndex(isName)
  const long = shorthands.get(argv[at] ?? '')
  return long ? argv.toSpliced(at, 1, ...long) : argv
}

function isName(word: string): boolean {
  return !word.startsWith('-')
}

/** Says which command was meant. Asked without its options, commander always does; with `--help` it would not. */
function refuse(program: Command, name: string): never {
  if (!name.includes('.')) program.parse([name], { from: 'user' })
  throw new BrickError(`unknown command '${name}'`, { hint: `to list the parts of a file: brick parts ${name}` })
}

/** What commander says, as all else that brick says. */
function inOurWords(text: string): string {
  return text
    .trimEnd()
    .replace(/^error: command-argument value '(.*)' is invalid for argument '(.*)'\./, "brick: '$1' is no $2.")
    .replace(/^error: /, 'brick: ')
    .replace(/\n\((Did you mean .*)\)$/, '\n  $1')
}

function explain(error: unknown, io: Io): ExitCode {
  if (isClosedPipe(error)) return EXIT.done
  if (error instanceof BrickError) {
    const all = [error, ...error.others]
    for (const { message } of all) io.say(`brick: ${printable(message)}`, 'error')
    const hints = new Set(all.map(({ hint }) => hint))
    for (const hint of hints) if (hint !== undefined) io.say(`  ${printable(hint)}`, 'error')
    return error.exit
  }
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  io.say('brick: this is a bug, please report it', 'error')
  io.say(edition(), 'error')
  io.say(lines(error instanceof Error ? String(error.stack) : String(error)), 'error')
  return EXIT.bug
}

/** Words of others may hold anything that commands a terminal; their line breaks are meant. */
function lines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

/** `brick parts x.ldr | head -1` is a success. */
function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE'
}

/** By its code, because commander is not loaded when nothing needs it. */
function isCommanderError(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')
}
