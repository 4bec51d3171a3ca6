/** Points that are nearer than this are one, in LDraw units: authors round to hundredths. */
const NEAR = 0.02
/** Cells of the grid that points are looked up in; most authors write multiples of a quarter, which lie amid cells. */
const CELL = 0.25
const SHIFT = 0.11

/** Puts points together that are meant to be one. Few thousand or a million: each is looked up in its cell of a grid. */
export function openWeld(most: number) {
  const size = 1 << Math.max(4, 32 - Math.clz32(most))
  const weld: Weld = {
    positions: new Float32Array(most * 3),
    count: 0,
    heads: new Int32Array(size).fill(-1),
    nexts: new Int32Array(most),
  }
  return {
    /** The number of the point that is here. */
    point: (list: Float32Array, at: number) => pointAt(weld, list, at),
    positions: () => weld.positions.slice(0, weld.count * 3),
  }
}

interface Weld {
  /** Behind those that count stands the one that is looked for. */
  positions: Float32Array
  count: number
  /** The last point of each cell, and the one before each; -1 for none. */
  heads: Int32Array
  nexts: Int32Array
}

function pointAt(weld: Weld, list: Float32Array, at: number): number {
  const { positions, count } = weld
  const x = list[at] as number
  const y = list[at + 1] as number
  const z = list[at + 2] as number
  positions[count * 3] = x
  positions[count * 3 + 1] = y
  positions[count * 3 + 2] = z
  const i = cell(x)
  const j = cell(y)
  const k = cell(z)
  const home = look(weld, i, j, k)
  if (home >= 0) return home
  const oi = neighbor(x, i)
  const oj = neighbor(y, j)
  const ok = neighbor(z, k)
  if (oi !== i || oj !== j || ok !== k)
    for (let corner = 1; corner < 8; corner++) {
      const found = look(weld, corner & 1 ? oi : i, corner & 2 ? oj : j, corner & 4 ? ok : k)
      if (found >= 0) return found
    }
  return add(weld, i, j, k)
}

/** The point that is near enough, in this cell; -1 when there is none. */
function look(weld: Weld, i: number, j: number, k: number): number {
  const { positions, heads, nexts } = weld
  const own = weld.count * 3
  for (let index = heads[hash(weld, i, j, k)] as number; index >= 0; index = nexts[index] as number) {
    const dx = (positions[index * 3] as number) - (positions[own] as number)
    const dy = (positions[index * 3 + 1] as number) - (positions[own + 1] as number)
    const dz = (positions[index * 3 + 2] as number) - (positions[own + 2] as number)
    if (dx * dx + dy * dy + dz * dz < NEAR * NEAR) return index
  }
  return -1
}

function add(weld: Weld, i: number, j: number, k: number): number {
  const place = hash(weld, i, j, k)
  weld.nexts[weld.count] = weld.heads[place] as number
  weld.heads[place] = weld.count
  return weld.count++
}

function hash({ heads }: Weld, i: number, j: number, k: number): number {
  return (Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)) & (heads.length - 1)
}

function cell(x: number): number {
  return Math.floor((x + SHIFT) / CELL)
}

/** The cell beside, where the point lies at its border; else the same. */
function neighbor(x: number, own: number): number {
  const before = cell(x - NEAR)
  return before !== own ? before : cell(x + NEAR)
}
