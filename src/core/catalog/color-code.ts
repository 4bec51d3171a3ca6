import type { IdSystem } from '../inventory.js'

/** The color of the referring line; at the top of a model, none was chosen. */
export const MAIN_COLOR = 16

/**
 * What the user does not mind: any color. Also the color of what has none: sets, figures, sheets of stickers. No file
 * has such a code; shops write 0 for it, Rebrickable 9999.
 */
export const ANY_COLOR = -(2 ** 40)

/**
 * The code of a color that another system has and LDraw has not, or that nobody knows: a number that no file has, from
 * which nobody takes it apart. What it is stands in the catalog.
 */
export function foreignColor(system: IdSystem, id: number): number {
  return ANY_COLOR - 1 - SYSTEMS.indexOf(system) * 2 ** 32 - (id < 0 ? 2 ** 31 - id : id)
}

const SYSTEMS: IdSystem[] = ['ldraw', 'bricklink', 'rebrickable', 'brickowl', 'lego', 'element']

/** Whether a code stands for a color without an LDraw number: any, or a foreign one. */
export function isForeignColor(code: number): boolean {
  return code <= ANY_COLOR
}

/** Whether a code carries its own value, as authors mix colors: see `directValue`. */
export function isDirect(code: number): boolean {
  return Number.isInteger(code) && code >= 0x2000000
}

/** A color code as LDraw files write it: `4`, or `0x2FF8800` for a direct color. */
export function writtenColor(code: number): string {
  return isDirect(code) ? `0x${code.toString(16).toUpperCase()}` : String(code)
}

/** From 0 to 255 each. */
export interface DirectColor {
  red: number
  green: number
  blue: number
  /** 255 is opaque. */
  alpha: number
}

/**
 * The value of a code that carries its own: `0x2RRGGBB` is opaque, `0x3RRGGBB` transparent; L3Lab's `0x4RGBrgb` mixes two
 * colors of twelve bits, of which with `0x5` the first and with `0x6` the second is clear, with `0x7` both. Undefined for
 * all others.
 */
export function directValue(code: number): DirectColor | undefined {
  const kind = Math.floor(code / 0x1000000)
  if (!isDirect(code) || kind > 7) return undefined
  const value = code % 0x1000000
  if (kind < 4) return { red: value >> 16, green: (value >> 8) & 255, blue: value & 255, alpha: kind === 2 ? 255 : 128 }
  const [one, other] = [nibbles(value >> 12), nibbles(value)]
  const [first, second] = [kind === 5 ? other : one, kind === 6 ? one : other]
  const [red, green, blue] = first.map((part, i) => Math.round((part + (second[i] as number)) / 2)) as Three
  return { red, green, blue, alpha: kind === 4 ? 255 : kind === 7 ? 0 : 128 }
}

type Three = [number, number, number]

/** Four bits each, as bytes. */
function nibbles(value: number): Three {
  return [((value >> 8) & 15) * 17, ((value >> 4) & 15) * 17, (value & 15) * 17]
}

/** The same, as it is written: `#FF8800`. */
export function directColor(code: number): { rgb: string; alpha: number } | undefined {
  const value = directValue(code)
  if (!value) return undefined
  const hex = [value.red, value.green, value.blue].map((part) => part.toString(16).padStart(2, '0').toUpperCase())
  return { rgb: `#${hex.join('')}`, alpha: value.alpha }
}
