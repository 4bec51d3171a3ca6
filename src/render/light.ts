import type { Finish, Paint, Rgb } from './paint.js'

/**
 * The colors of a material by the way its surface faces, as seen: a picture of a ball, in squares. With it, shading a
 * point is looking it up: the eye is far away, and so is the light.
 */
export interface Shades {
  /** `SIDE` × `SIDE` colors, `0xAABBGGRR` as it lies in memory, multiplied by their opacity. */
  table: Uint32Array
  /** The same for the grains in it, where there are any. */
  grains: Uint32Array | undefined
  paint: Paint
}

export const SIDE = 128
export const MIDDLE = 64
/** Normals lie this far from the middle at most; what is beyond is for those that overshoot. */
export const RADIUS = 61

type Vector = readonly [number, number, number]

/** View space: x right, y down, z away. From above, left and before; and a weaker one from the right. */
const KEY: Vector = unit([-0.35, -0.6, -0.72])
const FILL: Vector = unit([0.75, -0.1, -0.65])
const HALF: Vector = unit([KEY[0], KEY[1], KEY[2] - 1])
const AMBIENT = 0.58
const KEY_SHARE = 0.42
const FILL_SHARE = 0.12
/** Plastic without a brighter channel than this shows no form, and is lifted where light falls on it. */
const DARK = 110
const LIFT = 75

/** Draws the ball of a paint. */
export function shadesOf(paint: Paint): Shades {
  const table = tableOf(paint, paint.rgb, paint.alpha)
  const { grains } = paint
  const isClear = paint.alpha < 255
  const grainTable = grains && tableOf(paint, grains.rgb, isClear ? Math.max(paint.alpha, 200) : 255)
  return { table, grains: grainTable, paint }
}

function tableOf({ finish }: Paint, rgb: Rgb, alpha: number): Uint32Array {
  const ball = balls.get(finish) ?? litBall(SHINES[finish])
  balls.set(finish, ball)
  const lift = Math.max(0, 1 - Math.max(...rgb) / DARK) * LIFT
  const [r, g, b] = rgb
  const table = new Uint32Array(SIDE * SIDE)
  for (let place = 0, at = 0; place < table.length; place++, at += 3) {
    const light = ball[at + 1] as number
    const add = lift * ((ball[at] as number) - 0.62) + (ball[at + 2] as number) * 255
    table[place] = packed(r * light + add, g * light + add, b * light + add, alpha)
  }
  return table
}

/** The same for all colors of a finish. */
const balls = new Map<Finish, Float64Array>()

/** By place, how much light falls on a ball, and how much of its color, and of white, it gives back. */
function litBall(shine: Shine): Float64Array {
  const ball = new Float64Array(SIDE * SIDE * 3)
  for (let at = 0; at < ball.length; at += 3) {
    let [x, y] = [(((at / 3) % SIDE) + 0.5 - MIDDLE) / RADIUS, (Math.floor(at / 3 / SIDE) + 0.5 - MIDDLE) / RADIUS]
    const squared = x * x + y * y
    if (squared > 1) {
      const length = Math.sqrt(squared)
      ;[x, y] = [x / length, y / length]
    }
    const z = -Math.sqrt(Math.max(0, 1 - x * x - y * y))
    const [key, fill, half] = [KEY, FILL, HALF].map((to) => Math.max(0, x * to[0] + y * to[1] + z * to[2])) as Three
    const soft = AMBIENT + KEY_SHARE * key + FILL_SHARE * fill
    const { light, gloss } = shine(soft, half, x, y)
    ball.set([soft, light, gloss], at)
  }
  return ball
}

type Three = [number, number, number]

type Shine = (soft: number, half: number, x: number, y: number) => { light: number; gloss: number }

/** How much of its color, and how much white, each material gives back. */
const SHINES: Record<Finish, Shine> = {
  solid: (soft, half) => ({ light: soft, gloss: 0.16 * half ** 20 }),
  rubber: (soft) => ({ light: 0.12 + soft * 0.86, gloss: 0 }),
  glow: (soft, half) => ({ light: 0.45 + soft * 0.58, gloss: 0.08 * half ** 20 }),
  pearl: (soft, half) => ({ light: 0.1 + soft * 0.86 + 0.22 * half ** 5, gloss: 0.1 * half ** 12 }),
  metal: (soft, half) => ({ light: soft * 0.86 + 0.3 * half ** 4, gloss: 0.16 * half ** 14 }),
  chrome: (soft, half, x, y) => ({ light: 0.22 + 0.3 * soft + sky(y), gloss: 0.42 * half ** 24 + 0.3 * window(x, y) }),
}

/** What chrome mirrors: a bright sky, a dark horizon, a floor. */
function sky(y: number): number {
  if (y < -0.05) return 0.12 + 0.4 * Math.min(1, (-y - 0.05) * 1.2)
  return y < 0.25 ? -0.06 : 0.16
}

function window(x: number, y: number): number {
  return Math.max(0, 1 - ((x + 0.35) ** 2 + (y + 0.45) ** 2) * 12)
}

/** Multiplied by its opacity, so that colors can be added up. */
export function packed(r: number, g: number, b: number, alpha: number): number {
  const share = alpha / 255
  return ((alpha << 24) | (byte(b * share, alpha) << 16) | (byte(g * share, alpha) << 8) | byte(r * share, alpha)) >>> 0
}

function byte(value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.round(value)))
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.sqrt(x * x + y * y + z * z)
  return [x / length, y / length, z / length]
}
