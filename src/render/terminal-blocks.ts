import type { Picture } from './picture.js'

/** How many colors a terminal shows. */
export type Depth = 'true' | '256'

/**
 * A picture as text: each character is two points, the upper half of it and the lower. What is clear stays as the
 * terminal is. One row of characters a line, each line with its own end of colors.
 */
export function halfBlocks({ width, height, rgba }: Picture, depth: Depth): string {
  let text = ''
  for (let y = 0; y < height; y += 2) {
    let [front, back] = ['', '']
    for (let x = 0; x < width; x++) {
      const upper = colorAt(rgba, y * width + x, depth)
      const lower = y + 1 < height ? colorAt(rgba, (y + 1) * width + x, depth) : ''
      const [letter, ink, ground] =
        upper === '' ? (lower === '' ? [' ', front, ''] : ['▄', lower, '']) : ['▀', upper, lower]
      if (ground !== back) text += ground === '' ? '\x1b[49m' : `\x1b[48;${ground}m`
      if (ink !== front) text += `\x1b[38;${ink}m`
      ;[front, back] = [ink, ground]
      text += letter
    }
    text += '\x1b[0m\n'
  }
  return text
}

/** What stands in the escape sequence of a color; empty where the picture lets more through than not. */
function colorAt(rgba: Uint8Array, pixel: number, depth: Depth): string {
  const [r = 0, g = 0, b = 0, alpha = 0] = rgba.subarray(pixel * 4, pixel * 4 + 4)
  if (alpha < 110) return ''
  return depth === 'true' ? `2;${r};${g};${b}` : `5;${nearest256(r, g, b)}`
}

/** The color of the 256 that is nearest: 16 to 231 are a cube of six steps each way, 232 to 255 are grays. */
export function nearest256(r: number, g: number, b: number): number {
  const [cr, cg, cb] = [step(r), step(g), step(b)]
  const gray = Math.max(0, Math.min(23, Math.round(((r + g + b) / 3 - 8) / 10)))
  const cube = distance(r, g, b, STEPS[cr] ?? 0, STEPS[cg] ?? 0, STEPS[cb] ?? 0)
  const level = 8 + gray * 10
  return distance(r, g, b, level, level, level) < cube ? 232 + gray : 16 + 36 * cr + 6 * cg + cb
}

const STEPS = [0, 95, 135, 175, 215, 255]

function step(value: number): number {
  if (value < 48) return 0
  return value < 115 ? 1 : Math.floor((value - 35) / 40)
}

function distance(r: number, g: number, b: number, r2: number, g2: number, b2: number): number {
  return (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2
}
