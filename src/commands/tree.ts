import { Help, type Argument, type Command, type Option } from 'commander'
import { readers, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { commands } from './index.js'

/** One command as plain data, for the manual page and the shells. */
export interface Shape {
  /** Its name, then its aliases. */
  names: string[]
  /** As in the help: `[options] <in...>`. */
  usage: string
  summary: string
  description: string
  arguments: { name: string; choices: string[]; variadic: boolean; description: string }[]
  options: OptionShape[]
  /** What follows the options in the help: the examples. */
  after: string
  /** The commands of a group, `add` of `own`, with the name of the group before theirs. */
  commands: Shape[]
}

export interface OptionShape {
  /** `-o, --output <file>` */
  flags: string
  /** `-o` and `--output`. */
  names: string[]
  /** The name of its value; undefined for a switch. */
  value: string | undefined
  choices: string[]
  description: string
}

/** The program itself, then every command, in the order of the help. Those that are not loaded yet, are now. */
export async function commandTree(program: Command, io: Io): Promise<[Shape, ...Shape[]]> {
  for (const row of commands) if (!find(program, row.name)) (await row.load())(program, io)
  return [shape(program), ...commands.flatMap((row) => find(program, row.name) ?? []).map((command) => shape(command))]
}

/** Options whose values stand in a registry. */
const REGISTERED: Record<string, string[]> = {
  '--from': readers.map(({ names }) => names[0]),
  '--format': views.map(({ names }) => names[0]),
}

function find(program: Command, name: string): Command | undefined {
  return program.commands.find((command) => command.name() === name)
}

function shape(command: Command, group = ''): Shape {
  return {
    names: [command.name(), ...command.aliases()].map((name) => group + name),
    usage: command.usage(),
    summary: command.summary(),
    description: command.description(),
    arguments: command.registeredArguments.map(argumentShape),
    options: new Help().visibleOptions(command).map(optionShape),
    after: after(command),
    commands: command.parent ? command.commands.map((inner) => shape(inner, `${command.name()} `)) : [],
  }
}

function argumentShape(argument: Argument): Shape['arguments'][number] {
  const { argChoices = [], variadic, description } = argument
  return { name: argument.name(), choices: argChoices, variadic, description }
}

function optionShape({ flags, short, long, argChoices, description }: Option): OptionShape {
  const names = [short, long].filter((name) => name !== undefined)
  const choices = argChoices ?? REGISTERED[long ?? ''] ?? []
  return { flags, names, value: /[<[]([^\]>]+)/.exec(flags)?.[1], choices, description }
}

/** Commander shows what `addHelpText` was given, but does not hand it out. */
function after(command: Command): string {
  const usual = command.configureOutput()
  let text = ''
  command.configureOutput({ ...usual, writeOut: (more) => (text += more) })
  command.outputHelp()
  command.configureOutput(usual)
  return text.slice(command.helpInformation().length).trim()
}
