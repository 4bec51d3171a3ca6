import { directValue } from '../core/catalog/color-code.js'

/** How a color of LEGO plastic looks. */
export interface Paint {
  /** From 0 to 255. */
  rgb: Rgb
  edge: Rgb
  /** 255 is opaque. */
  alpha: number
  finish: Finish
  /** What glitters or speckles in it. */
  grains?: { rgb: Rgb; share: number; size: number }
}

export type Rgb = [number, number, number]
export const FINISHES = ['solid', 'chrome', 'pearl', 'metal', 'rubber', 'glow'] as const
export type Finish = (typeof FINISHES)[number]

/** Colors by their LDraw codes; undefined for codes that nobody knows. */
export type Paints = (code: number) => Paint | undefined

/** What parts are drawn in where no color is chosen. Light bluish gray: it shows every form, and is the color of no print. */
export const OPEN_COLOR = 71

/** What unknown colors are drawn in: nobody takes it for a color that was meant. */
export const UNKNOWN_PAINT: Paint = { rgb: [150, 150, 150], edge: [60, 60, 60], alpha: 255, finish: 'solid' }

/** The colors that `0 !COLOUR` lines define, later ones before earlier ones, and codes that carry their own value. */
export function openPaints(definitions: string[]): Paints {
  const known = new Map<number, Paint>()
  for (const text of definitions) {
    const defined = readPaint(text)
    if (defined) known.set(defined.code, defined.paint)
  }
  return (code) => known.get(code) ?? direct(code) ?? dithered(code, known)
}

/** The texts behind `0 !COLOUR` in a file like LDConfig.ldr. */
export function colorDefinitions(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes)
  return [...text.matchAll(/^\s*0\s+!COLOUR\s+(.*)$/gm)].map(([, definition = '']) => definition)
}

function readPaint(text: string): { code: number; paint: Paint } | undefined {
  const [own = '', grains] = text.split(/\bMATERIAL\b/i)
  const code = /\bCODE\s+(\d+)/i.exec(own)?.[1]
  const rgb = rgbOf(own, 'VALUE')
  if (code === undefined || !rgb) return undefined
  const edge = rgbOf(own, 'EDGE') ?? contrast(rgb)
  const alpha = Math.min(255, numberOf(own, 'ALPHA') ?? 255)
  const paint: Paint = { rgb, edge, alpha, finish: finishOf(own) }
  const other = grains === undefined ? undefined : rgbOf(grains, 'VALUE')
  if (grains === undefined || !other) return { code: Number(code), paint }
  const isGlitter = /^\s*GLITTER/i.test(grains)
  const share = Math.min(1, numberOf(grains, 'FRACTION') ?? 0.2)
  return { code: Number(code), paint: { ...paint, grains: { rgb: other, ...grainsOf(isGlitter, share) } } }
}

/** At our sizes, as many grains as are in the plastic are a gray mist; fewer and larger ones look like it. */
function grainsOf(isGlitter: boolean, share: number): { share: number; size: number } {
  return isGlitter ? { share: Math.min(0.3, share), size: 1.6 } : { share: share * 0.55, size: 2.2 }
}

function finishOf(text: string): Finish {
  if (/\bCHROME\b/i.test(text)) return 'chrome'
  if (/\bPEARLESCENT\b/i.test(text)) return 'pearl'
  if (/\b(?:MATTE_)?METAL(?:LIC)?\b/i.test(text)) return 'metal'
  if (/\bRUBBER\b/i.test(text)) return 'rubber'
  return (numberOf(text, 'LUMINANCE') ?? 0) > 0 ? 'glow' : 'solid'
}

function numberOf(text: string, word: string): number | undefined {
  const value = new RegExp(`\\b${word}\\s+(\\d+(?:\\.\\d+)?|\\.\\d+)`, 'i').exec(text)?.[1]
  return value === undefined ? undefined : Number(value)
}

function rgbOf(text: string, word: string): Rgb | undefined {
  const value = new RegExp(`\\b${word}\\s+(?:#|0x)([0-9a-f]{6})\\b`, 'i').exec(text)?.[1]
  return value === undefined ? undefined : rgbOfNumber(Number.parseInt(value, 16))
}

export function rgbOfNumber(value: number): Rgb {
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** How bright a color is, from 0 to 255. Source: ITU-R BT.601. */
export function luma([r, g, b]: Rgb): number {
  return 0.299 * r + 0.587 * g + 0.114 * b
}

/** What edges of a color look like that has none of its own. */
function contrast(rgb: Rgb): Rgb {
  return luma(rgb) > 60 ? [51, 51, 51] : [128, 128, 128]
}

/** Codes that carry their own value. */
function direct(code: number): Paint | undefined {
  const value = directValue(code)
  if (!value) return undefined
  const rgb: Rgb = [value.red, value.green, value.blue]
  return { rgb, edge: contrast(rgb), alpha: value.alpha, finish: 'solid' }
}

function mixed(a: Rgb, b: Rgb): Rgb {
  return [0, 1, 2].map((i) => Math.round(((a[i] as number) + (b[i] as number)) / 2)) as Rgb
}

/** Before direct colors there were codes for two of the first sixteen mixed. */
function dithered(code: number, known: Map<number, Paint>): Paint | undefined {
  if (!(code >= 256 && code < 512)) return undefined
  const one = known.get((code - 256) >> 4)
  const other = known.get((code - 256) & 15)
  if (!one || !other) return undefined
  const rgb = mixed(one.rgb, other.rgb)
  return { rgb, edge: contrast(rgb), alpha: 255, finish: 'solid' }
}
