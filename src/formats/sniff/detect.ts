import type { Codec } from '../codec.js'
import type { FormatRow } from '../index.js'
import { lookOf } from './look.js'

interface Detected {
  row?: FormatRow<Codec>
  /** What it looks like, when no format claims it. */
  look?: string | undefined
  /** The ending of its name, when that is of another format. */
  misnamed?: string
}

/**
 * Which of the formats that can be read a file is in: by how it begins, where that is plain; else by its name; else by
 * what it may be. Where it looks like something else, `look` says what, for the message.
 */
export function detect(rows: FormatRow<Codec>[], head: Uint8Array, name: string): Detected {
  const text = textOf(head)
  const ending = /\.[^.\\/]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const named = rows.filter(({ extensions }) => extensions.includes(ending))
  const claims = ({ sniff }: FormatRow<Codec>) => sniff?.(text) === true
  const plain = rows.find((row) => row.vague === undefined && claims(row))
  if (plain) return named.length === 0 || named.includes(plain) ? { row: plain } : { row: plain, misnamed: ending }
  const byName = named.find(({ vague }) => vague) ?? (named.length === 1 ? named[0] : undefined)
  if (byName) return { row: byName }
  const look = lookOf(head)
  const vague = look === undefined ? rows.find((row) => row.vague && claims(row)) : undefined
  return vague ? { row: vague, look } : { look }
}

/** UTF-8, unless it begins with the mark of UTF-16, as spreadsheets for Windows write. */
export function textOf(head: Uint8Array): string {
  const [a, b] = head
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(head)
}
