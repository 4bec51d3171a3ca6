import { parseMoney, type Money } from '../core/trade/money.js'
import { exactDecimal, exactInteger } from '../system/http/decimal.js'
import { snippet } from '../system/http/failure.js'
import { fromHtml } from './html-text.js'

/** An object of an answer, and where it stands there, for messages: `[3].cost`. */
export interface Row {
  at: string
  members: Record<string, unknown>
}

/** Reads a member: of several names, the first that is there, for sources disagree about some. */
export type Read<T> = (row: Row, ...names: string[]) => T

/** @throws {Error} when it is no object. */
export function rowOf(value: unknown, at = ''): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'is no object', value)
  return { at, members: value as Record<string, unknown> }
}

/** @throws {Error} when it is no list of objects. */
export function rowsOf<T>(value: unknown, decode: (row: Row) => T, at = ''): T[] {
  if (!Array.isArray(value)) throw wrong(at, 'is no list', value)
  return value.map((one, index) => decode(rowOf(one, `${at}[${index}]`)))
}

/** Text; numbers of things are text, too. */
export const text: Read<string> = (row, ...names) => {
  const value = memberOf(row, names)
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw wrong(placeOf(row, names), 'is no text', value)
}

/** Text that was written for people, in HTML. */
export const words: Read<string> = (row, ...names) => fromHtml(text(row, ...names))

export const integer: Read<number> = (row, ...names) => exact(row, names, exactInteger)

/** Decimal text, as it was written. */
export const decimal: Read<string> = (row, ...names) => exact(row, names, exactDecimal)

export const flag: Read<boolean> = (row, ...names) => {
  const value = memberOf(row, names)
  if (typeof value === 'boolean') return value
  const word = String(value).toLowerCase()
  if (['true', 'y', '1'].includes(word)) return true
  if (['false', 'n', '0'].includes(word)) return false
  throw wrong(placeOf(row, names), 'is neither true nor false', value)
}

export const object: Read<Row> = (row, ...names) => {
  return rowOf(memberOf(row, names), placeOf(row, names))
}

/** New or used; undefined for what we do not know, as for a condition that is new to us. */
export const condition: Read<'N' | 'U' | undefined> = (row, ...names) => {
  const word = optional(text, row, ...names)?.toUpperCase()
  return word === 'N' || word === 'U' ? word : undefined
}

/** An amount of a currency; what is given back is less than nothing. */
export function money(currency: string): Read<Money> {
  return (row, ...names) => {
    const written = decimal(row, ...names)
    const amount = parseMoney(written.replace(/^-/, ''), currency)
    if (!amount) throw wrong(placeOf(row, names), 'is no amount', memberOf(row, names))
    return written.startsWith('-') ? { currency, micros: -amount.micros } : amount
  }
}

/** What may be left out, or null. */
export function optional<T>(read: Read<T>, row: Row, ...names: string[]): T | undefined {
  const value = memberOf(row, names)
  return value === undefined || value === null ? undefined : read(row, ...names)
}

export function list<T>(row: Row, name: string, decode: (row: Row) => T): T[] {
  return rowsOf(row.members[name], decode, `${row.at}.${name}`)
}

/** Of several names the first that is there. */
function memberOf({ members }: Row, names: string[]): unknown {
  return members[nameOf(members, names)]
}

/** Worked out only for messages. */
function placeOf({ at, members }: Row, names: string[]): string {
  return `${at}.${nameOf(members, names)}`.replace(/^\./, '')
}

function nameOf(members: Row['members'], names: string[]): string {
  for (const name of names) if (members[name] !== undefined && members[name] !== null) return name
  return names[0] ?? ''
}

function exact<T>(row: Row, names: string[], read: (value: unknown) => T): T {
  try {
    return read(memberOf(row, names))
  } catch (error) {
    throw new Error(`${placeOf(row, names)}: ${(error as Error).message}`, { cause: error })
  }
}

function wrong(at: string, what: string, value: unknown): Error {
  const shown = value === undefined ? 'it is missing' : snippet(JSON.stringify(value) ?? '')
  return new Error(`${at === '' ? 'the whole' : at} ${what}: ${shown}`)
}
