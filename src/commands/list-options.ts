import { Help, Option, type Argument, type Command, type HelpConfiguration } from 'commander'
import type { LoadOptions } from './load.js'

/** How to read and count models: the same for every command that takes them. */
export interface ReadFlags extends Omit<LoadOptions, 'countGhosts' | 'steps' | 'all'> {
  countGhost?: true
  allModels?: true
}

/** What to say about trouble: the same for every command that reads lists. */
export interface TroubleFlags {
  strict?: true
  allow?: string[]
  verbose?: true
}

/** What the lists of a command may be, for its help. */
export const LISTS = 'models or lists; - for standard input, x.ldr*3 for three'

/** How to read and count. What is seldom wanted stands in `--help`, not in `-h`. */
export function addReadOptions(command: Command): Command {
  return command
    .optionsGroup('Reading:')
    .option('--main-color <color>', 'the color where a model leaves it open (16)')
    .addOption(choice('--assemblies <how>', 'legs, wheels with tyres', POLICIES))
    .option('--skip <name>', 'leave out a submodel or part (repeatable)', gather)
    .addOption(rare('--model <name>', 'list this submodel, not the first'))
    .addOption(rare('--all-models', 'list every submodel of the file, used or not'))
    .addOption(rare('--as-written', 'numbers and colors as in the file, nothing followed'))
    .addOption(rare('--ignore-lpub', 'take LPub3D instructions for comments'))
    .addOption(rare('--count-ghost', 'count lines that are marked GHOST'))
    .addOption(rare('--skip-hidden', 'leave out what the editor hid'))
    .addOption(rare('--spares <how>', 'spare parts of a list: keep, skip').choices(['keep', 'skip']))
    .addOption(rare('--remaining', 'of each lot what is still needed, not what is at hand'))
    .addOption(rare('--columns <what>', 'of a CSV that says little: part=2,color=5,qty=1'))
    .addOption(rare('--library <path>', 'LDraw library, folder or complete.zip (also LDRAWDIR)'))
    .option('--from <format>', 'read as this format, whatever the name says')
}

export function addTroubleOptions(command: Command): Command {
  return command
    .optionsGroup('Trouble:')
    .option('--strict', 'exit 3 with any problem, 4 with unknown parts')
    .addOption(rare('--allow <code>', 'do not report these problems (repeatable)').argParser(gather))
    .hook('preAction', async (_, action) => {
      const { allow } = action.opts<TroubleFlags>()
      if (allow) (await import('./known-problems.js')).refuseUnknown(allow)
    })
    .option('-v, --verbose', 'report every problem, and what was done with each lot')
}

const POLICIES = ['auto', 'keep', 'split', 'join'] as const

/** An option with few values, the first of them the default. The help names them in a short line. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, `${description}: ${values.join(', ')}`).choices(values)
  return option.default(values[0])
}

const RARE = new WeakSet<Option>()

/** An option that `-h` leaves out. */
export function rare(flags: string, description: string): Option {
  const option = new Option(flags, description)
  RARE.add(option)
  return option
}

/** Leaves options that a command shares with others out of its `-h`. */
export function seldom(command: Command, ...names: string[]): Command {
  for (const option of command.options) if (names.includes(option.long ?? '')) RARE.add(option)
  return command
}

/** Commander would list choices and defaults a second time; with them the help fits no screen. */
export const SHORT_HELP: HelpConfiguration = {
  visibleOptions: (command) => new Help().visibleOptions(command).filter((option) => !RARE.has(option)),
  optionDescription: ({ description }: Option) => description,
  argumentDescription: ({ description }: Argument) => description,
}

export function loadOptions({ countGhost, allModels, ...flags }: ReadFlags): LoadOptions {
  return { ...flags, ...(countGhost && { countGhosts: true }), ...(allModels && { all: true }) }
}

/** Values of an option that can be repeated, or hold several with commas. */
export function gather(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').filter((part) => part !== '')]
}
