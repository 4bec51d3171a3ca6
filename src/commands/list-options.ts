import { Option, type Argument, type Command } from 'commander'
import type { LoadOptions } from './load.js'

/** How to read and count models: the same for every command that takes them. */
export interface ReadFlags extends Omit<LoadOptions, 'countGhosts' | 'steps'> {
  countGhost?: true
}

/** What to say about trouble: the same for every command that reads lists. */
export interface ReportFlags {
  strict?: true
  allow?: string[]
  verbose?: true
}

/** What the models of a command may be, for its help. */
export const MODELS = 'LDraw files; - for standard input, x.ldr*3 for three'

export function addReadOptions(command: Command): Command {
  return command
    .optionsGroup('Counting:')
    .option('--main-color <color>', 'the color where the model leaves it open (16)')
    .addOption(choice('--assemblies <how>', 'legs, wheels with tyres', POLICIES))
    .option('--skip <name>', 'leave out a submodel or part (repeatable)', gather)
    .option('--model <name>', 'list this submodel, not the first')
    .option('--all', 'list every submodel of the file, used or not')
    .option('--as-written', 'numbers and colors as in the file, nothing followed')
    .option('--ignore-lpub', 'take LPub3D instructions for comments')
    .option('--count-ghost', 'count lines that are marked GHOST')
    .option('--skip-hidden', 'leave out what the editor hid')
    .option('--library <path>', 'LDraw library, folder or complete.zip (also LDRAWDIR)')
    .option('--from <format>', 'read as this format, whatever the name says')
}

export function addReportOptions(command: Command): Command {
  return command
    .optionsGroup('Trouble:')
    .option('--strict', 'exit 3 with any problem, 4 with unknown parts')
    .option('--allow <code>', 'do not report these problems (repeatable)', gather)
    .hook('preAction', async (_, action) => {
      const { allow } = action.opts<ReportFlags>()
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

/** Commander would list choices and defaults a second time; with them the help fits no screen. */
export const SHORT_HELP = {
  optionDescription: ({ description }: Option) => description,
  argumentDescription: ({ description }: Argument) => description,
}

export function loadOptions({ countGhost, ...flags }: ReadFlags): LoadOptions {
  return { ...flags, ...(countGhost && { countGhosts: true }) }
}

/** Values of an option that can be repeated, or hold several with commas. */
export function gather(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').filter((part) => part !== '')]
}
