import { BOOKLET, cameraFor, extentOf, rotationOf, type Extent } from '../render/view.js'

/** From where the model is looked at, by its reader. */
export interface Eye {
  latitude: number
  longitude: number
  /** 1 shows all of it. */
  zoom: number
  /** By how much it is moved, in LDraw units of the model. */
  moved: [number, number, number]
}

export function firstEye(): Eye {
  return { ...BOOKLET, zoom: 1, moved: [0, 0, 0] }
}

/** How the model lies in the frame. */
export interface Sight {
  turn: Float64Array
  /** What is in the middle of the frame, in LDraw units of the view. */
  x: number
  y: number
  z: number
  /** CSS pixels an LDraw unit. */
  scale: number
}

/** Between the model and the rim, as a share of the smaller side: as in pictures. */
const MARGIN = 0.02

/**
 * Finds out how the model lies in a frame of any size. From where its picture was drawn, it lies as in the picture; turned,
 * it gets smaller where it would not fit, and never larger.
 *
 * @param corners points around all parts, for how far it reaches about
 * @param reach how far it reaches exactly, as it is seen first
 */
export function openCamera(corners: Float32Array, reach: Extent) {
  const first = middleOf(reach)
  const rough = extentOf(corners, rotationOf(BOOKLET))
  const off = middleOf(rough).map((value, axis) => (first[axis] as number) - value)
  const [low, high] = [0, 1, 2]
    .map((axis) => spread(corners, axis))
    .reduce(
      ([lows, highs], [least, most]) => [
        [...lows, least],
        [...highs, most],
      ],
      [[] as number[], [] as number[]],
    )
  const center = low.map((value, axis) => (value + (high[axis] as number)) / 2)
  const radius = Math.hypot(...center.map((value, axis) => (high[axis] as number) - value)) + 1
  return { sight, move, radius }

  function sight({ latitude, longitude, zoom, moved }: Eye, width: number, height: number): Sight {
    const turn = rotationOf({ latitude, longitude })
    const margin = Math.max(1, Math.min(width, height) * MARGIN)
    const fit = (extent: Extent) => cameraFor(turn, extent, { width, height, margin }).scale
    const now = extentOf(corners, turn)
    const scale = fit(reach) * Math.min(1, fit(now) / fit(rough)) * zoom
    const [x, y] = middleOf(now) as [number, number]
    const [right, down, away] = turnedBy(turn, moved)
    const depth = turnedBy(turn, center)[2]
    return { turn, x: x + (off[0] as number) + right, y: y + (off[1] as number) + down, z: depth + away * 0, scale }
  }

  /** Moves the model in the frame: pixels to the right, and down. */
  function move(eye: Eye, right: number, down: number, width: number, height: number): void {
    const { turn, scale } = sight(eye, width, height)
    for (let axis = 0; axis < 3; axis++)
      eye.moved[axis] =
        (eye.moved[axis] as number) - ((turn[axis] as number) * right + (turn[3 + axis] as number) * down) / scale
  }
}

function middleOf({ left, right, top, bottom }: Extent): [number, number] {
  return [(left + right) / 2, (top + bottom) / 2]
}

function spread(points: Float32Array, axis: number): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let at = axis; at < points.length; at += 3) {
    low = Math.min(low, points[at] as number)
    high = Math.max(high, points[at] as number)
  }
  return [low, high]
}

function turnedBy(m: Float64Array, [x = 0, y = 0, z = 0]: readonly number[]): [number, number, number] {
  return [0, 3, 6].map((row) => (m[row] as number) * x + (m[row + 1] as number) * y + (m[row + 2] as number) * z) as [
    number,
    number,
    number,
  ]
}
