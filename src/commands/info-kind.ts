import { sourceOf, type Source } from '../core/source.js'
import type { Codec } from '../formats/codec.js'
import type { Io } from '../system/io.js'
import { openInputs } from './input.js'

/** A list on the command line, and of which kind it is. */
export interface Kind {
  file: string
  name: string
  source: Source
  codec: Codec
}

/**
 * The kinds of lists, without reading them. Standard input is kept, so that it can be read once more.
 * @throws {BrickError} as reading them would.
 */
export async function kindsOf(io: Io, words: string[], hints: { from?: string; columns?: string }): Promise<Kind[]> {
  const inputs = await openInputs(io, words, hints)
  return inputs.map(({ file, name, source, codec }) => ({ file, name, source, codec }))
}

/** The same machine, on which standard input can be read several times. */
export function rereadable(io: Io): Io {
  let kept: Uint8Array | undefined
  const again = Object.create(io) as Io
  again.read = (file) => (file === '-' ? (kept ??= io.read('-')) : io.read(file))
  again.open = (file) => (file === '-' ? sourceOf(again.read('-')) : io.open(file))
  return again
}
