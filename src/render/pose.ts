import { radians, turned } from './view.js'

/**
 * How a part is turned before it is shown: degrees around the axis that points to the right, then around the upright
 * one. Most parts lie in the library as one holds them; these would show their back, or their edge.
 */
export interface Pose {
  tilt: number
  spin: number
}

/** The pose of a part, by its LDraw number; prints are shown like the plain part. Undefined for most. */
export function poseOf(part: string): Pose | undefined {
  const plain = /^[a-z]?\d+[a-z]?/.exec(part)?.[0] ?? part
  return POSES[part] ?? POSES[plain] ?? POSES[plain.replace(/[a-z]$/, '')]
}

/** A view of a part in its pose. */
export function posed(view: Float64Array, { tilt, spin }: Pose): Float64Array {
  return turned(turned(view, spun(radians(spin))), tilted(radians(tilt)))
}

function spun(angle: number): Float64Array {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  return Float64Array.of(cos, 0, sin, 0, 1, 0, -sin, 0, cos)
}

function tilted(angle: number): Float64Array {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  return Float64Array.of(1, 0, 0, 0, cos, -sin, 0, sin, cos)
}

/** What stands upright and thin in the library: tools, weapons, bars. They fill more of a picture when they lie. */
const LYING: Pose = { tilt: -68, spin: 0 }

const POSES: Record<string, Pose> = Object.fromEntries(
  [
    ...['3835', '3836', '3837', '3841', '3847', '3847a', '4006', '4497', '4522', '30374', '63965', '87994'],
    ...['6246a', '6246b', '6246d', '6246e', '3852b', '2530', '21459', '48495', '76764'],
    ...['4095', '2714a'],
  ].map((part) => [part, LYING]),
)
