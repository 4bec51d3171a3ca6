import { BrickError, EXIT } from '../core/error.js'
import type { Source } from '../core/source.js'
import type { Codec } from '../formats/codec.js'
import { codecs, named } from '../formats/index.js'
import type { Io } from '../system/io.js'

/** One list on the command line, opened, and how to read it. */
export interface Input {
  file: string
  /** For messages. */
  name: string
  times: number
  source: Source
  codec: Codec
}

/**
 * Opens all lists of a command line before any is read, so that all that cannot be read are told at once.
 * @throws {BrickError} naming each of them.
 */
export async function openInputs(io: Io, words: string[], from: string | undefined): Promise<Input[]> {
  const inputs: Input[] = []
  const failures: BrickError[] = []
  for (const word of words) {
    try {
      inputs.push(await openInput(io, word, from))
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

async function openInput(io: Io, word: string, from: string | undefined): Promise<Input> {
  const { file, times } = splitMultiple(word, (name) => io.tryRead(name) !== undefined)
  const name = file === '-' ? 'standard input' : file
  const source = io.open(file)
  return { file, name, times, source, codec: await codecOf(source, name, from) }
}

/** `castle.mpd*3` is three castles, unless there is a file of that name. */
export function splitMultiple(word: string, exists: (file: string) => boolean): { file: string; times: number } {
  const [, file, times] = /^(.+)\*(\d{1,6})$/.exec(word) ?? []
  if (file === undefined || times === undefined || exists(word)) return { file: word, times: 1 }
  if (Number(times) > 0) return { file, times: Number(times) }
  throw new BrickError(`${word}: none of it is nothing to list`, { hint: 'multiply by 1 or more' })
}

async function codecOf({ head }: Source, name: string, from: string | undefined): Promise<Codec> {
  if (from !== undefined) {
    const row = named(READERS, from)
    if (row) return row.load()
    throw new BrickError(`brick cannot read the format ${from}`, {
      hint: `--from takes ${READERS.map(({ names }) => names[0]).join(', ')}`,
    })
  }
  const ending = /\.[^.\\/]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const byName = READERS.find(({ extensions }) => extensions.includes(ending))
  if (byName) return byName.load()
  const { detect } = await import('../formats/detect.js')
  const { codec, look } = await detect(READERS, head)
  if (codec) return codec
  throw new BrickError(`cannot tell the format of ${name}${look === undefined ? '' : `: it looks like ${look}`}`, {
    exit: EXIT.input,
    hint: `brick reads ${(await readable()).join(', ')}`,
  })
}

const READERS = codecs.filter(({ reads }) => reads)

/** Each format that can be read, with the endings of its files. */
async function readable(): Promise<string[]> {
  return Promise.all(READERS.map(async ({ extensions, load }) => `${(await load()).title} (${extensions.join(' ')})`))
}
