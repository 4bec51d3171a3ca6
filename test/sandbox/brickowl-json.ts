import { Refusal } from './refusal.js'
import type { Answer } from './service.js'

/**
 * An answer as PHP writes it: every number is a string, apart from a few; slashes and letters beyond ASCII are escaped;
 * a map without members is an empty list.
 */
export function php(status: number, value: unknown): Answer {
  const text = JSON.stringify(value, (name, member: unknown) => worded(name, member))
  const escaped = text
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return { status, headers: { 'Content-Type': 'application/json' }, body: escaped }
}

/** The nested form of an error, which was recorded. */
export function refusal(status: number, text: string): Answer {
  return php(status, { error: { status: text } })
}

/** The flat form, which clients report for what a key may not do. */
export function denied(): Answer {
  return php(403, { error: 'Access Denied' })
}

export function refuse(status: number, text: string): never {
  throw new Refusal(refusal(status, text))
}

export const SUCCESS = { status: 'success' }

/** The argument, or the end of the call. */
export function needed(args: URLSearchParams, name: string): string {
  return args.get(name) || refuse(400, `Missing argument: ${name}`)
}

/** A whole number within its limits, or what holds without it, or the end of the call. */
export function counted(
  args: URLSearchParams,
  name: string,
  { otherwise, least = 1, most = Infinity }: { otherwise: number; least?: number; most?: number },
): number {
  const text = args.get(name)
  if (text === null || text === '') return otherwise
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  return number >= least && number <= most ? number : refuse(400, `Invalid value for ${name}`)
}

/** Several values in one argument of JSON text: `{"items":[...]}`. */
export function listed(args: URLSearchParams, name: string): Record<string, unknown>[] {
  try {
    const value = JSON.parse(needed(args, name)) as Record<string, unknown>
    const rows = value[name]
    const isRow = (row: unknown) => typeof row === 'object' && row !== null
    if (Array.isArray(rows) && rows.every(isRow)) return rows as Record<string, unknown>[]
  } catch (problem) {
    if (problem instanceof Refusal) throw problem
  }
  return refuse(400, `Invalid JSON in ${name}`)
}

/** Recorded as JSON numbers. */
const REAL_NUMBERS = ['delete_scheduled', 'affiliate_fee', 'brickowl_fee']

function worded(name: string, value: unknown): unknown {
  if (typeof value === 'number') return REAL_NUMBERS.includes(name) ? value : String(value)
  const isEmptyMap = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return isEmptyMap ? [] : value
}
