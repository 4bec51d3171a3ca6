import { boxAround, middleOf, type Point } from '../render/box.js'
import type { UnpackedModel } from '../render/unpack-model.js'
import { BOOKLET, rotationOf, type View } from '../render/view.js'

/** From where the model is looked at, by its reader. */
export interface Eye extends View {
  /** 1 shows all of it. */
  zoom: number
  /** What is in the middle of the frame, and what the model turns around: in LDraw units of the model. */
  target: Point
}

/** How the model lies in the frame. */
export interface Sight {
  turn: Float64Array
  /** What is in the middle of the frame, in LDraw units of the view; its depth is that of the middle of the model. */
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
 */
export function openCamera({ target, size, outermost }: Pick<UnpackedModel, 'target' | 'size' | 'outermost'>) {
  const box = boxAround(outermost.flat())
  const center = middleOf(box)
  /** As far as anything is from the middle, whichever way it is turned. */
  const radius = Math.hypot(...center.map((value, axis) => (box.most[axis] as number) - value)) + 1
  return { first, sight, move, radius }

  function first(): Eye {
    return { ...BOOKLET, zoom: 1, target: [...target] }
  }

  function sight(eye: Eye, width: number, height: number): Sight {
    const turn = rotationOf(eye)
    const margin = Math.max(1, Math.min(width, height) * MARGIN)
    const fit = ([across, down]: readonly [number, number]) =>
      Math.min((width - 2 * margin) / across, (height - 2 * margin) / down)
    const [x, y] = turned(turn, eye.target)
    return { turn, x, y, z: turned(turn, center)[2], scale: Math.min(fit(size), fit(room(turn))) * eye.zoom }
  }

  /** How wide and high the model is when it turns around its first target, with as much room on the other side. */
  function room(turn: Float64Array): [number, number] {
    const middle = turned(turn, target)
    const seen = outermost.map((point) => turned(turn, point))
    const most = (axis: 0 | 1) => 2 * Math.max(...seen.map((point) => Math.abs(point[axis] - middle[axis])))
    return [most(0), most(1)]
  }

  /** Moves the model in the frame: pixels to the right, and down. */
  function move(eye: Eye, right: number, down: number, width: number, height: number): void {
    const { turn, scale } = sight(eye, width, height)
    eye.target = eye.target.map(
      (value, axis) => value - ((turn[axis] as number) * right + (turn[3 + axis] as number) * down) / scale,
    ) as Point
  }
}

function turned(m: Float64Array, [x, y, z]: Point): Point {
  return [0, 3, 6].map(
    (row) => (m[row] as number) * x + (m[row + 1] as number) * y + (m[row + 2] as number) * z,
  ) as Point
}
