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

/** Whether a code carries its own value, as authors mix colors: `0x2RRGGBB` opaque, `0x3RRGGBB` transparent. */
export function isDirect(code: number): boolean {
  return Number.isInteger(code) && code >= 0x2000000
}

/** A color code as LDraw files write it: `4`, or `0x2FF8800` for a direct color. */
export function writtenColor(code: number): string {
  return isDirect(code) ? `0x${code.toString(16).toUpperCase()}` : String(code)
}

/** The value of an LDraw direct color; undefined for a code. */
export function directColor(code: number): { rgb: string; alpha: number } | undefined {
  if (!isDirect(code)) return undefined
  const rgb = `#${(code % 0x1000000).toString(16).padStart(6, '0').toUpperCase()}`
  return { rgb, alpha: code < 0x3000000 ? 255 : 128 }
}
