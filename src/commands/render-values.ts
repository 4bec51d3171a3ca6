import type { Facts } from '../core/catalog/facts.js'
import { findColor } from '../core/catalog/resolve-color.js'
import { BrickError } from '../core/error.js'
import { rgbOfNumber, type Rgb } from '../render/paint.js'
import type { View } from '../render/view.js'

export interface Size {
  width: number
  height: number
}

/** More than any screen, and what a machine of today can hold. */
const MOST = 4096
const LEAST = 8

/** `800x600`, or `400` for a square. @throws {BrickError} when it is none, or too large. */
export function sizeOf(text: string): Size {
  const [, width, height = width] = /^(\d{1,5})(?:x(\d{1,5}))?$/i.exec(text) ?? []
  const size = { width: Number(width), height: Number(height) }
  const isFine = Object.values(size).every((side) => side >= LEAST && side <= MOST)
  if (isFine) return size
  throw new BrickError(`--size takes a width and a height in pixels, not ${text}`, {
    hint: `write it as in 800x600; at least ${LEAST}, at most ${MOST}`,
  })
}

/** `30,45`. @throws {BrickError} when it is none. */
export function viewOf(text: string): View {
  const [, up, around] = /^(-?\d{1,3}(?:\.\d+)?),\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? []
  const view = { latitude: Number(up), longitude: Number(around) }
  if (Math.abs(view.latitude) <= 90 && Math.abs(view.longitude) <= 360) return view
  throw new BrickError(`--view takes two angles in degrees, not ${text}`, {
    hint: 'write it as in 30,45: up, and around to the right; up is at most 90',
  })
}

export function scaleOf(text: string): number {
  const scale = /^\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : NaN
  if (scale >= 0.01 && scale <= 100) return scale
  throw new BrickError(`--scale takes pixels an LDraw unit, not ${text}`, {
    hint: 'write it as in 1.5; a stud is 12 units wide',
  })
}

export function wholeStep(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new BrickError(`--step takes a number from 1, not ${text}`, { hint: 'write it as in --step 12' })
}

/** How far parts stand off the rest, in LDraw units. @throws {BrickError} when it is no number, or there is no step. */
export function distanceOf(text: string, step: string | undefined): number {
  if (step === undefined)
    throw new BrickError('--explode shows where the parts of a step go, and no step is named', {
      hint: 'name one: --step 12 --explode 40',
    })
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new BrickError(`--explode takes a number from 1 to 9999, not ${text}`, {
    hint: 'write it in LDraw units, as in --explode 40; a brick is 24 high',
  })
}

/** `white`, `#DDEBF5`, or a color of LEGO. @throws {BrickError} when it is none. */
export function backgroundOf(text: string, facts: Facts): Rgb {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text)?.[1] ?? plainColor(text) ?? findColor(text, facts)?.rgb.slice(1)
  if (hex !== undefined && hex !== '') return rgbOfNumber(Number.parseInt(hex, 16))
  throw new BrickError(`--background takes a color, not ${text}`, { hint: 'write it as in white or #DDEBF5' })
}

/** Pages are whiter than bricks. */
function plainColor(text: string): string | undefined {
  return { white: 'FFFFFF', black: '000000' }[text.toLowerCase()]
}
