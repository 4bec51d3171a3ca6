import { BrickError, EXIT } from '../../core/error.js'

/**
 * Each line of a text that comes in pieces, without its end.
 * @throws {BrickError} when one is longer than 1 MB: what people write has none, and it would fill the memory.
 */
export function* linesOf(texts: Iterable<string>, file: string): Generator<string> {
  let rest = ''
  let line = 1
  for (const text of texts) {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const all = rest === '' ? text.slice(start, end) : rest + text.slice(start, end)
      yield all.endsWith('\r') ? all.slice(0, -1) : all
      rest = ''
      line++
      start = end + 1
    }
    rest = rest === '' ? text.slice(start) : rest + text.slice(start)
    if (rest.length > MAX_LINE) throw tooLong(file, line)
  }
  if (rest !== '') yield rest
}

/** In characters. */
const MAX_LINE = 1_000_000

function tooLong(file: string, line: number): BrickError {
  return new BrickError(`${file}:${line}: a line of more than 1 MB`, {
    exit: EXIT.input,
    hint: 'is this a list? brick formats shows what can be read',
  })
}
