import { BrickError, EXIT } from '../core/error.js'
import type { Source } from '../core/source.js'
import type { Codec, Reading, Surroundings } from './codec.js'
import { openLots } from './json/read-lots.js'
import { linesOf } from './rows/lines.js'
import { streaming, textPieces } from './text-pieces.js'

/** Our own JSON, read back: what `brick parts --json` printed is a list like any other. */
export const jsonList: Codec<'ldraw'> = {
  id: 'json',
  title: 'JSON for scripts (brick.list/1)',
  system: 'ldraw',

  read(source, file, surroundings) {
    const list = parse(decode(source, file), file, 1)
    const schema = typeof list === 'object' && list !== null && 'schema' in list ? String(list.schema) : 'no schema'
    const lots = typeof list === 'object' && list !== null && 'lots' in list ? list.lots : undefined
    if (schema === 'brick.list/1' && Array.isArray(lots)) {
      const reader = openLots(file, surroundings)
      // Lots have no lines of their own in JSON; they are told by their place in the list.
      lots.forEach((lot, position) => reader.take(lot, position + 1))
      return reader.end()
    }
    throw new BrickError(`${file} is JSON, but no list of brick: ${schema}`, {
      exit: EXIT.input,
      hint: 'brick parts MODEL --json writes one',
    })
  },
}

/** One lot on a line. */
export const jsonLines: Codec<'ldraw'> = {
  id: 'ndjson',
  title: 'JSON, one lot on a line',
  system: 'ldraw',
  read: readLines,
}

function readLines(source: Source, file: string, surroundings: Surroundings): Reading<'ldraw'> {
  const reader = openLots(file, surroundings)
  let line = 0
  for (const text of linesOf(textsOf(source, file), file)) {
    line++
    if (text.trim() !== '') reader.take(parse(text, file, line), line)
  }
  return reader.end()
}

/** Small pieces, so that a large file is never one text. */
function* textsOf(source: Source, file: string): Iterable<string> {
  try {
    yield* textPieces(source, streaming('utf-8', { fatal: true }))
  } catch (cause) {
    throw cause instanceof TypeError ? notUtf8(file, cause) : cause
  }
}

function decode(source: Source, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source.bytes())
  } catch (cause) {
    throw cause instanceof TypeError ? notUtf8(file, cause) : cause
  }
}

function notUtf8(file: string, cause: unknown): BrickError {
  return new BrickError(`${file} is not UTF-8, as JSON must be`, { exit: EXIT.input, hint: 'save it as UTF-8', cause })
}

function parse(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    // Later versions of Node add a line, which is that of this text and not of the file.
    const reason = message.replace(/ \(line \d+ column \d+\)$/, '')
    throw new BrickError(`cannot read ${file} as JSON, from line ${line}: ${reason}`, {
      exit: EXIT.input,
      hint: 'it may be cut off; write it again with brick parts MODEL --json',
      cause,
    })
  }
}
