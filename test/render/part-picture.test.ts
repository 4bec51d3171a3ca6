import { describe, expect, it } from 'vitest'
import { openFrame } from '../../src/render/frame.js'
import { partPicture, partSize, pieceOf, type PartPictureOptions } from '../../src/render/part-picture.js'
import type { Picture } from '../../src/render/picture.js'
import { encodePng } from '../../src/render/png.js'
import { drawSolids } from '../../src/render/scene.js'
import { cameraFor, extentOf } from '../../src/render/view.js'
import { colorsOf, deflate, meshOf, pixel, testPalette } from './library.js'

const [RED, WHITE, GLASS, SPECKLE] = [4, 15, 47, 132]
const palette = testPalette()

describe('partPicture', () => {
  it('shows a brick in three shades, the top in its own color', async () => {
    const picture = await draw('box.dat', RED)
    const shades = colorsOf(picture).filter(({ rgba, count }) => rgba[3] === 255 && count > 200)
    expect(shades).toHaveLength(3)
    const reds = shades.map(({ rgba }) => rgba[0] ?? 0).toSorted((a, b) => b - a)
    expect(Math.abs((reds[0] ?? 0) - 0xb4)).toBeLessThanOrEqual(3)
    expect(reds[1]).toBeGreaterThan((reds[2] ?? 0) + 8)
  })

  it('shows eight studs', async () => {
    const picture = await draw('block.dat', WHITE, { width: 400, height: 400 })
    expect(
      islands(picture, (rgba) => (rgba[0] ?? 0) > 235 && rgba[3] === 255).filter((size) => size > 150),
    ).toHaveLength(9)
  })

  it.each(['block.dat', 'hook.dat', 'peg.dat'])('has no crack in %s', async (name) => {
    for (const longitude of [45, 12.3, 200]) {
      const picture = await draw(name, RED, { view: { latitude: 30, longitude } })
      // What is clear lies outside: one piece, which reaches the corner.
      expect(islands(picture, (rgba) => (rgba[3] ?? 0) < 255).filter((size) => size < 3)).toEqual([])
    }
  })

  it('leaves nothing away that is seen, when it leaves away what looks away', async () => {
    for (const name of ['block.dat', 'hook.dat', 'peg.dat']) {
      const [whole, culled] = [await depthsOf(name, false), await depthsOf(name, true)]
      expect(whole.filter((depth, at) => depth !== culled[at]).length / whole.length).toBeLessThan(0.002)
    }
  })

  it('draws a round thing with two upright outlines, from wherever it is seen', async () => {
    for (const longitude of [0, 10, 45, 77, 180, 301]) {
      const picture = await draw('peg.dat', WHITE, { view: { latitude: 20, longitude } })
      const row = Array.from({ length: 160 }, (_, x) => pixel(picture, x, 100))
      const dark = row.map(([r = 255, , , alpha = 0]) => alpha > 90 && r < 150)
      expect(dark.filter((isDark, x) => isDark && !dark[x - 1])).toHaveLength(2)
    }
  })

  it('shows a mirrored part as the mirror does', async () => {
    const mirrored = '0 M\n0 BFC CERTIFY CCW\n1 16 0 0 0 -1 0 0 0 1 0 0 0 1 hook.dat'
    const view = (longitude: number) => ({ view: { latitude: 30, longitude } })
    const one = partPicture(await meshOf('m.dat', { 'm.dat': mirrored }), RED, palette, { ...SIZE, ...view(-40) })
    const other = await draw('hook.dat', RED, view(40))
    const isDrawn = ({ rgba }: Picture, at: number) => (rgba[at * 4 + 3] ?? 0) > 127
    let different = 0
    for (let y = 0; y < 160; y++)
      for (let x = 0; x < 160; x++) if (isDrawn(one, y * 160 + x) !== isDrawn(other, y * 160 + 159 - x)) different++
    expect(different).toBeLessThan(40)
  })

  it('lights a mirrored part as it lights any other', async () => {
    const mirrored = '0 M\n0 BFC CERTIFY CCW\n1 16 0 0 0 -1 0 0 0 1 0 0 0 1 block.dat'
    const plain = await draw('block.dat', RED)
    const other = partPicture(await meshOf('m.dat', { 'm.dat': mirrored }), RED, palette, SIZE)
    expect(differenceOf(plain, other)).toBeLessThan(0.5)
  })

  it.each([
    { name: 'box.dat', view: { latitude: 30, longitude: 45 } },
    { name: 'box.dat', view: { latitude: 11, longitude: -70 } },
    { name: 'peg.dat', view: { latitude: 30, longitude: 45 } },
  ])('covers just what the corners of $name enclose', async ({ name, view }) => {
    const mesh = await meshOf(name)
    const { rgba } = partPicture(mesh, RED, palette, { ...SIZE, view, line: 0, samples: 1 })
    const drawn = Uint8Array.from({ length: 160 * 160 }, (_, at) => Number((rgba[at * 4 + 3] ?? 0) > 127))
    expect(share(drawn, shadowOf(mesh.positions, view))).toBeGreaterThan(0.98)
  })

  it('lets light through glass, and shows what is behind it', async () => {
    const picture = await draw('block.dat', GLASS)
    const alphas = colorsOf(picture).map(({ rgba }) => rgba[3] ?? 0)
    expect(alphas.filter((alpha) => alpha > 100 && alpha < 250).length).toBeGreaterThan(5)
  })

  it('strews grains, the same each time', async () => {
    const [one, other] = [await draw('box.dat', SPECKLE), await draw('box.dat', SPECKLE)]
    expect(colorsOf(one).filter(({ rgba }) => (rgba[0] ?? 0) > 90 && rgba[3] === 255).length).toBeGreaterThan(3)
    expect(Buffer.compare(other.rgba, one.rgba)).toBe(0)
  })

  it('puts a picture where a texture says', async () => {
    const square = '4 16 -10 0 10 10 0 10 10 0 -10 -10 0 -10'
    const start = '0 !TEXMAP START PLANAR -10 0 -10 10 0 -10 -10 0 10 two.png'
    const files = {
      'x.dat': `0 X\n${start}\n0 !: ${square}\n0 !TEXMAP FALLBACK\n${square.replace('16', '0')}\n0 !TEXMAP END`,
      'textures/two.png': twoHalves(),
    }
    const { shapesWith } = await import('./library.js')
    const shapes = shapesWith(files)
    await shapes.load(['x.dat'])
    const geometry = shapes.geometry('x.dat')
    if (geometry.kind !== 'mesh') throw new Error(geometry.why)
    const top = { view: { latitude: 90, longitude: 0 }, images: shapes.images }
    const picture = partPicture(geometry.mesh, WHITE, palette, { ...SIZE, ...top })
    const [left, right] = [pixel(picture, 40, 80), pixel(picture, 120, 80)]
    expect([(left[0] ?? 0) > 150 && (left[2] ?? 0) < 40, (right[2] ?? 0) > 150 && (right[0] ?? 0) < 40]).toEqual([
      true,
      true,
    ])
  })

  it('draws what a texture is instead of, where there is no picture', async () => {
    const files = {
      'x.dat':
        '0 X\n0 !TEXMAP START PLANAR 0 0 0 1 0 0 0 0 1 gone.png\n0 !: 3 4 0 0 0 9 0 0 0 0 9\n0 !TEXMAP FALLBACK\n3 1 0 0 0 9 0 0 0 0 9\n0 !TEXMAP END',
    }
    const { palette: colors } = await meshOf('x.dat', files)
    expect(colors).toEqual([1])
  })

  it('keeps to a scale, unless that is too large', async () => {
    const mesh = await meshOf('box.dat')
    const across = (scale: number) => {
      const { rgba } = partPicture(mesh, RED, palette, { ...SIZE, scale, line: 0.1 })
      const columns = new Set<number>()
      for (let at = 0; at < 160 * 160; at++) if ((rgba[at * 4 + 3] ?? 0) > 127) columns.add(at % 160)
      return columns.size
    }
    expect(across(20) / across(10)).toBeCloseTo(2, 1)
    expect(across(1000)).toBeLessThanOrEqual(160)
    expect(partSize(mesh, 10).width).toBeGreaterThanOrEqual(across(10))
  })

  it('draws colors that nobody knows in gray, and says so', async () => {
    const own = testPalette()
    partPicture(await meshOf('box.dat'), 9999, own, SIZE)
    expect([...own.unknown]).toEqual([9999])
  })
})

const SIZE = { width: 160, height: 160 }

async function draw(name: string, color: number, options: Partial<PartPictureOptions> = {}): Promise<Picture> {
  return partPicture(await meshOf(name), color, palette, { ...SIZE, ...options })
}

/** Of the channels of all pixels, on average. */
function differenceOf(one: Picture, other: Picture): number {
  return one.rgba.reduce((sum, value, at) => sum + Math.abs(value - (other.rgba[at] ?? 0)), 0) / one.rgba.length
}

/** Of all points in either, those in both. */
function share(one: Uint8Array, other: Uint8Array): number {
  const both = one.filter((value, at) => value === 1 && other[at] === 1).length
  return both / one.filter((value, at) => value === 1 || other[at] === 1).length
}

/** What lies within the outermost of some points, as large as it fits into the picture: the shadow of a thing without dents. */
function shadowOf(
  positions: Float32Array,
  { latitude, longitude }: { latitude: number; longitude: number },
): Uint8Array {
  const [up, around] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  const seen = Array.from({ length: positions.length / 3 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = positions.subarray(i * 3)
    const depth = x * Math.sin(around) - z * Math.cos(around)
    return [x * Math.cos(around) + z * Math.sin(around), y * Math.cos(up) + depth * Math.sin(up)] as const
  })
  const [across, down] = [0, 1].map((axis) => {
    const values = seen.map((point) => point[axis as 0 | 1])
    return { middle: (Math.min(...values) + Math.max(...values)) / 2, size: Math.max(...values) - Math.min(...values) }
  }) as [{ middle: number; size: number }, { middle: number; size: number }]
  const scale = 154 / Math.max(across.size, down.size)
  const points = seen.map(([x, y]) => [80 + (x - across.middle) * scale, 80 + (y - down.middle) * scale] as const)
  const angles = Array.from({ length: 360 }, (_, i) => [Math.cos((i * Math.PI) / 180), Math.sin((i * Math.PI) / 180)])
  const reaches = angles.map(([cos = 0, sin = 0]) => Math.max(...points.map(([x, y]) => x * cos + y * sin)))
  return Uint8Array.from({ length: 160 * 160 }, (_, at) => {
    const [x, y] = [(at % 160) + 0.5, Math.floor(at / 160) + 0.5]
    return Number(angles.every(([cos = 0, sin = 0], i) => x * cos + y * sin <= (reaches[i] ?? 0)))
  })
}

async function depthsOf(name: string, isCulling: boolean): Promise<number[]> {
  const piece = pieceOf(await meshOf(name), RED, {})
  const frame = openFrame(160, 160, 1)
  const camera = cameraFor(piece.turn, extentOf(piece.mesh.positions, piece.turn), {
    width: 160,
    height: 160,
    margin: 2,
  })
  drawSolids(frame, [piece], camera, palette, { isCulling })
  return [...frame.depths]
}

/** How large the areas are whose pixels are as `isOne` says; pixels that touch by a corner are of one. */
function islands({ width, height, rgba }: Picture, isOne: (rgba: Uint8Array) => boolean): number[] {
  const open = Uint8Array.from({ length: width * height }, (_, at) => Number(isOne(rgba.subarray(at * 4, at * 4 + 4))))
  const sizes: number[] = []
  for (let start = open.indexOf(1); start >= 0; start = open.indexOf(1, start)) sizes.push(filled(start))
  return sizes

  function filled(start: number): number {
    let size = 0
    const stack = [start]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (open[at] !== 1) continue
      open[at] = 0
      size++
      const [column, row] = [at % width, Math.floor(at / width)]
      for (const [dx, dy] of NEIGHBORS)
        if (isWithin(column + dx, row + dy)) stack.push((row + dy) * width + column + dx)
    }
    return size
  }

  function isWithin(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < width && y < height
  }
}

const NEIGHBORS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy): [number, number] => [dx, dy]))

/** Red on the left, blue on the right. */
function twoHalves(): Uint8Array {
  const rgba = new Uint8Array(16 * 16 * 4)
  for (let at = 0; at < 256; at++) rgba.set(at % 16 < 8 ? [255, 0, 0, 255] : [0, 0, 255, 255], at * 4)
  return encodePng({ width: 16, height: 16, rgba }, deflate)
}
