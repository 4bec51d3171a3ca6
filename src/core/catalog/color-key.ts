import type { ColorFact } from './catalog.js'
import { ANY_COLOR, isForeignColor, writtenColor } from './color-code.js'
import type { Facts } from './facts.js'
import { foreignColorFact } from './foreign-color.js'
import { prefixOf, splitPrefix } from './id-prefix.js'
import type { OtherSystem } from './resolution.js'

/**
 * A color as text that means the same tomorrow: `4` is LDraw's number, `0x2FF8800` a direct color, `bl:255` one that
 * another system has and LDraw has not, `any` any. The codes of the latter two are numbers of this run only.
 */
export function colorKey(code: number, facts: Pick<Facts, 'color'>): string {
  if (code === ANY_COLOR) return ANY
  if (!isForeignColor(code)) return writtenColor(code)
  const fact = facts.color('ldraw', code)
  for (const system of SYSTEMS) if (fact?.[system] !== undefined) return `${prefixOf(system)}:${fact[system]}`
  const lego = fact?.lego[0]
  if (lego !== undefined) return `${prefixOf('lego')}:${lego}`
  throw new Error(`a color of another system that nobody named: ${code}`)
}

/** A color of this run, and what is known of it where the tables have nothing. */
export interface KeyedColor {
  code: number
  fact?: ColorFact
}

/** The color of a text as `colorKey` makes them; undefined when it is none. */
export function colorFromKey(key: string, facts: Facts): KeyedColor | undefined {
  if (key === ANY) return { code: ANY_COLOR }
  if (/^(-?\d{1,9}|0x[0-9A-F]{7,8})$/i.test(key)) return { code: Number(key) }
  const { system, rest } = splitPrefix(key)
  const id = /^-?\d{1,9}$/.test(rest) ? Number(rest) : NaN
  if (system === undefined || system === 'element' || Number.isNaN(id)) return undefined
  if (system === 'ldraw') return { code: id }
  const known = facts.color(system, id)
  if (known) return { code: known.ldraw }
  const fact = foreignColorFact(system, id, facts)
  return { code: fact.ldraw, fact }
}

const ANY = 'any'

/** Those that may number a color, the one first whose number is kept. */
const SYSTEMS: OtherSystem[] = ['bricklink', 'rebrickable', 'brickowl']
