/** A closed line around an area: x and y by turns. */
export type Ring = number[]

/** The areas of one value in a grid, by value: rings around them, and around the holes in them. */
export function ringsOf(grid: Uint32Array, width: number, height: number): Map<number, Ring[]> {
  const rings = new Map<number, Ring[]>()
  /** By corner of the grid and direction, whether this side was walked along. */
  const walked = new Uint8Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = grid[y * width + x] as number
      const isSame = y > 0 && grid[(y - 1) * width + x] === value
      if (isSame || ((walked[y * (width + 1) + x] as number) & 1) !== 0) continue
      const ring = walk(x, y, value)
      const known = rings.get(value)
      if (known) known.push(ring)
      else rings.set(value, [ring])
    }
  }
  return rings

  /** Walks along the sides of an area with the area on the right hand, from the left end of an upper side. */
  function walk(startX: number, startY: number, value: number): Ring {
    const ring: Ring = []
    let [x, y, direction] = [startX, startY, 0]
    do {
      const corner = y * (width + 1) + x
      walked[corner] = (walked[corner] as number) | (1 << direction)
      ring.push(x, y)
      x += DX[direction] as number
      y += DY[direction] as number
      // Right first: areas that touch at a corner only are two.
      if (isInside(x, y, direction, RIGHT_SIDE, value)) {
        if (isInside(x, y, direction, LEFT_SIDE, value)) direction = (direction + 3) & 3
      } else direction = (direction + 1) & 3
    } while (x !== startX || y !== startY || direction !== 0)
    return ring
  }

  /** Whether the cell before us, on this side, is of the area. */
  function isInside(
    x: number,
    y: number,
    direction: number,
    side: readonly (readonly number[])[],
    value: number,
  ): boolean {
    const [dx = 0, dy = 0] = side[direction] ?? []
    const [column, row] = [x + dx, y + dy]
    return column >= 0 && row >= 0 && column < width && row < height && grid[row * width + column] === value
  }
}

/** Right, down, left, up. */
const DX = [1, 0, -1, 0]
const DY = [0, 1, 0, -1]
const RIGHT_SIDE = [
  [0, 0],
  [-1, 0],
  [-1, -1],
  [0, -1],
] as const
const LEFT_SIDE = [
  [0, -1],
  [0, 0],
  [-1, 0],
  [-1, -1],
] as const

/** The ring with as few corners as stay within a distance of it. Undefined when nothing is left. Douglas and Peucker, 1973. */
export function simplified(ring: Ring, distance: number): Ring | undefined {
  const count = ring.length / 2
  if (count < 4) return undefined
  const kept = new Uint8Array(count)
  const far = farthestFrom(ring, 0)
  kept[0] = kept[far] = 1
  const open: [number, number][] = [
    [0, far],
    [far, count],
  ]
  for (let span = open.pop(); span; span = open.pop()) {
    const middle = farthestBetween(ring, span[0], span[1], distance)
    if (middle < 0) continue
    kept[middle] = 1
    open.push([span[0], middle], [middle, span[1]])
  }
  const short: Ring = []
  for (let i = 0; i < count; i++) if (kept[i]) short.push(ring[i * 2] as number, ring[i * 2 + 1] as number)
  return short.length < 6 ? undefined : short
}

function farthestFrom(ring: Ring, start: number): number {
  let [best, most] = [1, -1]
  for (let i = 0; i < ring.length / 2; i++) {
    const far =
      ((ring[i * 2] as number) - (ring[start * 2] as number)) ** 2 +
      ((ring[i * 2 + 1] as number) - (ring[start * 2 + 1] as number)) ** 2
    if (far > most) [best, most] = [i, far]
  }
  return best
}

/** The corner that is farthest from the straight line between two; -1 when none is farther than the distance. */
function farthestBetween(ring: Ring, from: number, to: number, distance: number): number {
  const end = (to * 2) % ring.length
  const [x, y] = [ring[from * 2] as number, ring[from * 2 + 1] as number]
  const [dx, dy] = [(ring[end] as number) - x, (ring[end + 1] as number) - y]
  const length = Math.sqrt(dx * dx + dy * dy) || 1
  let [best, most] = [-1, distance]
  for (let i = from + 1; i < to; i++) {
    const off = Math.abs(((ring[i * 2] as number) - x) * dy - ((ring[i * 2 + 1] as number) - y) * dx) / length
    if (off > most) [best, most] = [i, off]
  }
  return best
}
