import { isDeepStrictEqual } from 'node:util'
import { BrickError } from '../core/error.js'
import { isTable, parseToml } from './toml.js'

/** A row to be written: `"3794b/Black" = "15573/Black"`, and why, behind it. */
export interface TomlRow {
  key: string
  value: string
  comment: string
}

/**
 * A `brick.toml` with more rows in one of its tables, byte for byte the same elsewhere: behind the last row of the table,
 * or in a new one at the end of the file.
 * @param bytes of the file as it is; undefined where there is none yet
 * @throws {BrickError} when the file is no TOML, or the table is written so unusually that the rows would land elsewhere.
 */
export function withRows(bytes: Uint8Array | undefined, file: string, table: string, rows: TomlRow[]): string {
  const before = bytes ?? new Uint8Array()
  const known = parseToml(before, file, 'mend it first')
  // With its byte order mark, if it has one.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(before)
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const written = rows.map(({ key, value, comment }) => `${rowOf(key, value)}  # ${comment}`)
  const result = inserted(text, table, written, lineEnd)
  const old = known[table] ?? {}
  const more = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  const expected = { ...known, [table]: { ...(isTable(old) ? old : {}), ...more } }
  const taken = rows.find(({ key }) => isTable(old) && key in old)
  if (taken)
    throw new BrickError(`[${table}] of ${file} says already what comes in place of ${taken.key}`, {
      hint: 'take that row out first',
    })
  if (isSame(result, expected, file)) return result
  throw new BrickError(`cannot write into [${table}] of ${file} as it stands there`, {
    hint: `put these rows there yourself: ${rows.map(({ key, value }) => rowOf(key, value)).join(', ')}`,
  })
}

function isSame(text: string, expected: unknown, file: string): boolean {
  try {
    // Tables that a parser made have no prototype.
    const found: unknown = parseToml(new TextEncoder().encode(text), file, '')
    return isDeepStrictEqual(plain(found), plain(expected))
  } catch (error) {
    if (error instanceof BrickError) return false
    throw error
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isTable(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, some]) => [key, plain(some)]))
}

function inserted(text: string, table: string, rows: string[], lineEnd: string): string {
  const lines = text.split(/(?<=\n)/)
  const heading = lines.findIndex((line) => headingOf(line) === table)
  if (heading < 0) {
    const gap = text.trim() === '' ? '' : lineEnd
    return [ended(text, lineEnd), gap, `[${table}]`, lineEnd, ...rows.map((row) => row + lineEnd)].join('')
  }
  const next = lines.findIndex((line, index) => index > heading && headingOf(line) !== undefined)
  const end = next < 0 ? lines.length : next
  const last = lines.slice(0, end).findLastIndex((line) => !/^\s*(#|$)/.test(line))
  const head = ended(lines.slice(0, last + 1).join(''), lineEnd)
  return [head, ...rows.map((row) => row + lineEnd), ...lines.slice(last + 1)].join('')
}

function headingOf(line: string): string | undefined {
  return /^\s*\[+\s*(["']?)([^\]"']+?)\1\s*\]/.exec(line.replace(/^\ufeff/, ''))?.[2]
}

function ended(text: string, lineEnd: string): string {
  return text === '' || text.endsWith('\n') ? text : text + lineEnd
}

/** JSON's texts are texts of TOML. */
function rowOf(key: string, value: string): string {
  return `${JSON.stringify(key)} = ${JSON.stringify(value)}`
}
