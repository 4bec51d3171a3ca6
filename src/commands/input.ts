import { BrickError, EXIT } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import type { Source } from '../core/source.js'
import type { Codec } from '../formats/codec.js'
import { detect, textOf } from '../formats/sniff/detect.js'
import { named, readers, type FormatRow } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { isOrderWord, isOwnWord, isSetWord } from './list-words.js'

/** One list on the command line, opened, and how to read it. */
export interface Input {
  file: string
  /** For messages. */
  name: string
  times: number
  source: Source
  codec: Codec
  /** What to say of how it was found. */
  problems: Problem[]
}

/** What the user says of the files. */
interface InputHints {
  /** The format of all of them. */
  from?: string
  /** What the columns of tables are. */
  columns?: string
}

/**
 * Opens all lists of a command line before any is read, so that all that cannot be read are told at once.
 * @throws {BrickError} naming each of them.
 */
export async function openInputs(io: Io, words: string[], hints: InputHints): Promise<Input[]> {
  if (words.filter((word) => /^-(\*\d+)?$/.test(word)).length > 1) throw twiceStandardInput()
  const inputs: Input[] = []
  const failures: BrickError[] = []
  for (const word of words) {
    try {
      inputs.push(await openInput(io, word, hints))
    } catch (error) {
      if (!(error instanceof BrickError)) throw error
      if (!failures.some(({ message }) => message === error.message)) failures.push(error)
    }
  }
  const [first, ...others] = failures
  if (first === undefined) return inputs
  if (others.length === 0) throw first
  throw new BrickError(first.message, {
    exit: EXIT.input,
    ...(first.hint !== undefined && { hint: first.hint }),
    others,
  })
}

async function openInput(io: Io, word: string, hints: InputHints): Promise<Input> {
  const { file, times } = splitMultiple(word, (name) => io.tryRead(name) !== undefined)
  const known = await openKnown(io, file)
  if (known) return { times, ...known }
  const name = file === '-' ? STANDARD_INPUT : file
  const source = io.open(file)
  return { file, name, times, source, ...(await codecOf(source, name, hints)) }
}

const STANDARD_INPUT = 'standard input'

function twiceStandardInput(): BrickError {
  return new BrickError('standard input, -, can be read only once', {
    hint: 'save it to a file, and name that: for two of it, list.xml*2',
  })
}

/** A set of the catalog, what the user owns, or an order, unless there is a file of that name. */
async function openKnown(io: Io, word: string): Promise<Omit<Input, 'times'> | undefined> {
  const isFile = (isSetWord(word) || isOwnWord(word) || isOrderWord(word)) && io.tryRead(word) !== undefined
  if (isFile) return undefined
  if (isSetWord(word)) return (await import('./set-input.js')).openSetInput(io, word)
  if (isOwnWord(word)) return (await import('./own-input-word.js')).openOwnInput(io, word)
  if (isOrderWord(word)) return (await import('./order-input.js')).openOrderInput(io, word)
  return undefined
}

/** `castle.mpd*3` is three castles, unless there is a file of that name. */
export function splitMultiple(word: string, exists: (file: string) => boolean): { file: string; times: number } {
  const [, file, times] = /^(.+)\*(\d{1,6})$/.exec(word) ?? []
  if (file === undefined || times === undefined || exists(word)) return { file: word, times: 1 }
  if (Number(times) > 0) return { file, times: Number(times) }
  throw new BrickError(`${word}: a multiple is 1 or more`, { hint: `for two of it: ${file}*2` })
}

async function codecOf(
  { head }: Source,
  name: string,
  { from, columns }: InputHints,
): Promise<Pick<Input, 'codec' | 'problems'>> {
  if (from !== undefined) {
    const row = named(readers, from)
    if (row) {
      refuseEmpty(row, head, name)
      if (columns === undefined) await refuseOther(row, head, name)
      return { codec: await row.load(), problems: [] }
    }
    throw new BrickError(`brick cannot read the format ${from}`, {
      hint: `--from takes ${readers.map(({ names }) => names[0]).join(', ')}`,
    })
  }
  const { row, look, misnamed } = detect(readers, head, name)
  refuseEmpty(row, head, name)
  if (columns !== undefined && isTable(row, name)) return { codec: await table(), problems: [] }
  const codec = await row?.load()
  if (codec) return { codec, problems: misnamed === undefined ? [] : [otherKind(name, misnamed, codec)] }
  throw new BrickError(`cannot tell the format of ${name}${look === undefined ? '' : `: it looks like ${look}`}`, {
    exit: EXIT.input,
    hint: 'brick formats lists what can be read; --from NAME says which of these it is',
  })
}

/** Of models, the readers themselves say so. @throws {BrickError} when there is nothing in a list. */
function refuseEmpty(row: FormatRow<Codec> | undefined, head: Uint8Array, name: string): void {
  if (row?.isModel || textOf(head).trim() !== '') return
  const hint =
    name === STANDARD_INPUT
      ? 'look at what the command before it says'
      : 'export or download it again, and see that it has something in it'
  throw new BrickError(`${name} is empty: there is no list in it`, { exit: EXIT.input, hint })
}

/** Who says what the columns are has a table, whatever other formats make of its header. */
function isTable(row: FormatRow<Codec> | undefined, name: string): boolean {
  if (row === undefined || row.extensions.includes('.csv')) return true
  return row.vague === true && !row.extensions.some((ending) => name.toLowerCase().endsWith(ending))
}

async function table(): Promise<Codec> {
  const row = named(readers, 'csv')
  if (!row) throw new Error('nothing reads tables')
  return row.load()
}

/** @throws {BrickError} when a file plainly is of another kind than `--from` says. */
async function refuseOther(row: FormatRow<Codec>, head: Uint8Array, name: string): Promise<void> {
  const { row: other, look } = detect(readers, head, '')
  const isOther = other ? other !== row : look !== undefined
  if (!isOther || row.sniff?.(textOf(head)) === true) return
  const [own, found] = await Promise.all([row.load(), other?.load()])
  const looks = found ? `${found.id}, ${found.title}` : (look ?? '')
  throw new BrickError(`${name} is not in the format ${own.id}: it looks like ${looks}`, {
    exit: EXIT.input,
    hint: 'leave --from away, or name the right file',
  })
}

function otherKind(file: string, ending: string, { title, id }: Codec): Problem {
  const message = `read as ${id}, ${title}, although its name ends in ${ending}`
  return {
    level: 'note',
    code: 'file.kind',
    file,
    message,
    fix: `rename it, or write --from ${id} to hear no more of it`,
  }
}
