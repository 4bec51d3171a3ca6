/** Points that are nearer than this are one, in LDraw units: authors round to hundredths. */
const NEAR = 0.02
/** Cells of the grid that points are looked up in; most authors write multiples of a quarter, which lie amid cells. */
const CELL = 0.25
const SHIFT = 0.11

/** Puts points together that are meant to be one. Few thousand or a million: each is looked up in its cell of a grid. */
export function openWeld(most: number) {
  const positions = new Float32Array(most * 3)
  const size = 1 << Math.max(4, 32 - Math.clz32(most))
  const heads = new Int32Array(size).fill(-1)
  const nexts = new Int32Array(most)
  let count = 0
  return { point, positions: () => positions.slice(0, count * 3) }

  /** The number of the point that is here. */
  function point(list: Float32Array, at: number): number {
    const [x, y, z] = [list[at] as number, list[at + 1] as number, list[at + 2] as number]
    const [i, j, k] = [cell(x), cell(y), cell(z)]
    const home = look(hash(i, j, k), x, y, z)
    if (home >= 0) return home
    const [oi, oj, ok] = [neighbor(x, i), neighbor(y, j), neighbor(z, k)]
    if (oi !== i || oj !== j || ok !== k) {
      const found = lookAround(x, y, z, i, j, k, oi, oj, ok)
      if (found >= 0) return found
    }
    return add(hash(i, j, k), x, y, z)
  }

  function lookAround(
    x: number,
    y: number,
    z: number,
    i: number,
    j: number,
    k: number,
    oi: number,
    oj: number,
    ok: number,
  ): number {
    for (let corner = 1; corner < 8; corner++) {
      const place = hash(corner & 1 ? oi : i, corner & 2 ? oj : j, corner & 4 ? ok : k)
      const found = look(place, x, y, z)
      if (found >= 0) return found
    }
    return -1
  }

  function look(place: number, x: number, y: number, z: number): number {
    for (let index = heads[place] as number; index >= 0; index = nexts[index] as number) {
      const at = index * 3
      const [dx, dy, dz] = [
        (positions[at] as number) - x,
        (positions[at + 1] as number) - y,
        (positions[at + 2] as number) - z,
      ]
      if (dx * dx + dy * dy + dz * dz < NEAR * NEAR) return index
    }
    return -1
  }

  function add(place: number, x: number, y: number, z: number): number {
    positions[count * 3] = x
    positions[count * 3 + 1] = y
    positions[count * 3 + 2] = z
    nexts[count] = heads[place] as number
    heads[place] = count
    return count++
  }

  function hash(i: number, j: number, k: number): number {
    return (Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)) & (size - 1)
  }
}

function cell(x: number): number {
  return Math.floor((x + SHIFT) / CELL)
}

/** The cell beside, where the point lies at its border; else the same. */
function neighbor(x: number, own: number): number {
  const before = cell(x - NEAR)
  return before !== own ? before : cell(x + NEAR)
}
