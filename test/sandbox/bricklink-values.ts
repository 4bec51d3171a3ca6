import { unparseable } from './bricklink-envelope.js'
import type { WorldColor } from './world.js'

/** A number of 32 bits. @throws {Refusal} when it is none. */
export function idOf(text: string, name: string): number {
  const id = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(id <= 2_147_483_647)) throw unparseable(text, name)
  return id
}

/** Undefined when the parameter is not there. */
export function colorIdOf(query: URLSearchParams): number | undefined {
  const text = query.get('color_id')
  return text === null ? undefined : idOf(text, 'color_id')
}

export function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)?.toLowerCase() ?? 'false'
  if (text !== 'true' && text !== 'false') throw unparseable(text, name)
  return text === 'true'
}

/** One of the words, in any case. */
export function wordOf<T extends string>(query: URLSearchParams, name: string, words: readonly T[]): T | undefined {
  const text = query.get(name)
  const word = words.find((one) => one.toLowerCase() === text?.toLowerCase())
  if (text !== null && !word) throw unparseable(text, name)
  return word
}

/** `a,b` takes those, `-a,-b` all others; in any case. */
export function filterOf(query: URLSearchParams, name: string): (value: string) => boolean {
  const words = (query.get(name) ?? '')
    .toUpperCase()
    .split(',')
    .filter((word) => word !== '')
  const without = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1))
  const wanted = words.filter((word) => !word.startsWith('-'))
  return (value) => {
    const word = value.toUpperCase()
    return !without.includes(word) && (wanted.length === 0 || wanted.includes(word))
  }
}

/** With three decimals of a second, as all times are. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** Names and remarks are HTML. */
export function html(text: string): string {
  return text.replace(/[&()'"<>]/g, (sign) => ENTITIES[sign] ?? sign)
}

const ENTITIES: Record<string, string> = {
  ...{ '&': '&amp;', '(': '&#40;', ')': '&#41;', "'": '&#39;', '"': '&#34;', '<': '&lt;', '>': '&gt;' },
}

export const NO_COLOR = { id: 0, name: '(Not Applicable)' }

export function colorNameOf(colors: WorldColor[], id: number): string {
  return colors.find(({ bricklink }) => bricklink === id)?.bricklinkName ?? NO_COLOR.name
}
