import { Option, type Command } from 'commander'
import type { Io } from '../system/io.js'
import { draftOf } from './draft.js'
import type { TroubleFlags } from './list-options.js'
import type { Loaded } from './load.js'
import { amount, wholeNumber } from './option-values.js'
import type { Target } from './target.js'
import { tellVerdict } from './verdict.js'
import { refuseWishes, type WishFlags } from './wishes.js'

/** Where and how to write a list: the same for every command that makes one. */
export interface WriteFlags extends TroubleFlags, WishFlags {
  format?: string
  json?: true
  output: string
  allowUnresolved?: true
  asWritten?: boolean
  /** One of many files: say in a line what is in it, and no more. */
  brief?: true
}

/** Options for commands whose result is a list in any format. */
export function addFormatOptions(command: Command): Command {
  return command
    .optionsGroup('Writing:')
    .option('-f, --format <format>', 'table, json, bl, bsx, ... (default: by the name of -o)')
    .option('--json', 'the same as -f json')
}

/** Where to write a list, and what to ask of shops. */
export function addWriteOptions(command: Command): Command {
  return command
    .optionsGroup('Writing:')
    .option('-o, --output <file>', 'write here, not to standard output', '-')
    .addOption(new Option('--new', 'ask for new parts').conflicts(['used', 'any']))
    .addOption(new Option('--used', 'ask for used parts').conflicts('any'))
    .option('--any', 'ask for either (default)')
    .option('--max-price <amount>', 'the most to pay for a piece, in your currency', amount('--max-price'))
    .option('--max-lots <n>', 'lots in one file; more make name-01.xml, ...', wholeNumber('--max-lots'))
    .option('--allow-unresolved', 'exit 0 although something is missing from the list')
}

/** Writes a list in a format, and tells all that was wrong with it or did not fit. */
export async function writeList(io: Io, target: Target, loaded: Loaded, flags: WriteFlags): Promise<void> {
  refuseWishes(target.name, 'codec' in target ? (target.codec.wishes ?? []) : [], flags)
  const { verdict, finish } = await draftOf(io, target, loaded, flags)
  await finish()
  await tellVerdict(io, verdict, flags)
}
