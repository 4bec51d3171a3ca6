import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { instancesOf, type Instance } from '../../src/render/instances.js'
import { transform } from '../../src/render/matrix.js'
import { plainMesh, type PlainMesh } from '../../src/render/mesh.js'
import { packModel } from '../../src/render/pack-model.js'
import type { Paint } from '../../src/render/paint.js'
import { keyWithin } from '../../src/render/palette.js'
import type { Shapes } from '../../src/render/shapes.js'
import { unpackModel, type UnpackedModel } from '../../src/render/unpack-model.js'
import { BOOKLET, rotationOf } from '../../src/render/view.js'
import { shapesWith } from './library.js'

const PLAIN = '1 0 0 0 1 0 0 0 1'
const TOWER = readFileSync('fixtures/render/tower.mpd', 'utf8')
const COLOR = 71

describe('a packed model', () => {
  it.each([
    { title: 'steps and submodels', model: TOWER },
    {
      title: 'mirrored parts',
      model: `0 M\n1 4 0 0 0 -1 0 0 0 1 0 0 0 1 block.dat\n1 16 0 8 0 0 0 1 0 1 0 1 0 0 hook.dat`,
    },
    {
      title: 'submodels in turned submodels',
      model: [
        `0 FILE a.ldr\n0 A\n1 1 9 0 0 0 0 1 0 1 0 -1 0 0 b.ldr\n0 STEP\n1 2 0 0 0 ${PLAIN} b.ldr`,
        `0 FILE b.ldr\n0 B\n1 16 0 -8 0 -1 0 0 0 1 0 0 0 1 c.ldr\n0 STEP\n1 14 0 0 0 ${PLAIN} peg.dat`,
        `0 FILE c.ldr\n0 C\n1 16 3 0 0 ${PLAIN} block.dat`,
      ].join('\n'),
    },
    {
      title: 'a part of its own',
      model: [
        `0 FILE a.ldr\n0 A\n1 4 0 0 0 ${PLAIN} own.dat\n1 16 5 0 0 ${PLAIN} own.dat`,
        `0 FILE own.dat\n0 Own\n0 !LDRAW_ORG Unofficial_Part\n0 BFC CERTIFY CW\n4 16 0 0 0 9 0 0 9 9 0 0 9 0`,
        `0 BFC INVERTNEXT\n1 16 .12342 0 0 ${PLAIN} box.dat\n0 BFC NOCLIP\n3 24 0 0 5 9 0 5 0 9 5`,
        `2 24 0 0 0 9 0 0\n5 24 0 0 0 9 9 0 1 0 0 0 1 0`,
      ].join('\n'),
    },
    {
      title: 'a part that is made of parts',
      model: [
        `0 FILE a.ldr\n0 A\n1 4 0 0 0 ${PLAIN} both.dat`,
        `0 FILE both.dat\n0 Both\n0 !LDRAW_ORG Unofficial_Part`,
        `1 16 0 0 0 ${PLAIN} block.dat\n1 1 0 -24 0 ${PLAIN} block.dat`,
      ].join('\n'),
    },
  ])('is drawn as before: $title', async ({ model }) => {
    const { before, after } = await packed(model)
    expect(after.length).toBeGreaterThan(0)
    expect(after).toEqual(before)
  })

  it('names no file and has no comment', async () => {
    const { bytes } = await packed(
      `0 FILE a.ldr\n0 A secret\n0 Author: Somebody\n0 // secret\n1 4 0 0 0 ${PLAIN} block.dat`,
    )
    expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/secret|Somebody|Author|dat|ldr|block/)
  })

  it('leaves out what is drawn nowhere', async () => {
    const { bytes } = await packed(TOWER)
    const more = await packed(`${TOWER}\n0 FILE unused.ldr\n0 Unused\n1 320 0 0 0 ${PLAIN} hook.dat`)
    expect(more.bytes).toEqual(bytes)
  })

  it('has what stands in the same place twice once', async () => {
    const twice = [`1 4 0 0 0 ${PLAIN} block.dat`, `1 4 0 0 0 ${PLAIN} block.dat`, `1 1 0 0 0 ${PLAIN} block.dat`]
    const { model } = await packed(`0 A\n${twice.join('\n')}`)
    expect(model.instances.map(({ color }) => color)).toEqual([4, 1])
  })

  it('brings along how all is colored that is drawn', async () => {
    const { model } = await packed(TOWER)
    const looks = model.instances.flatMap(({ shape, color }) =>
      model.soup(shape).palette.map((key) => model.materials.get(keyWithin(key, color))),
    )
    expect(looks).not.toContain(undefined)
    const { shades, isGlass } = model.materials.get(47) ?? {}
    expect([shades?.paint.rgb, shades?.paint.alpha, shades?.paint.grains?.share, isGlass]).toEqual([
      [47, 0, 0],
      100,
      0.25,
      true,
    ])
  })

  it('is off by less than a hundredth of an LDraw unit, however large its parts are drawn', async () => {
    const scales = [1, 37.5, 0.001]
    const lines = scales.map((scale, place) => {
      const matrix = [scale, 0, 0, 0, scale, 0, 0, 0, scale].join(' ')
      return `1 16 ${place}.77777 0 0 ${matrix} third.dat`
    })
    const { before, after } = await packed(
      `0 FILE a.ldr\n0 A\n1 4 0 0 0 ${PLAIN} own.dat\n0 FILE own.dat\n0 Own\n0 !LDRAW_ORG Part\n${lines.join('\n')}\n0 FILE third.dat\n0 Third\n0 !LDRAW_ORG Primitive\n3 16 .33333 0 0 .66666 .12345 0 0 .98765 -.11111`,
      3,
    )
    const coordinates = (drawn: unknown) => (JSON.stringify(drawn).match(/-?[\d.]+(?=[,)])/g) ?? []).map(Number)
    const [own, other] = [coordinates(before), coordinates(after)]
    expect(other).toHaveLength(own.length)
    expect(Math.max(...own.map((value, i) => Math.abs(value - (other[i] as number))))).toBeLessThan(0.01)
  })

  it('knows what its picture shows in the middle, and how large', async () => {
    const { model } = await packed(`0 A\n1 4 100 0 0 ${PLAIN} block.dat\n1 4 -60 8 300 ${PLAIN} block.dat`)
    const turn = rotationOf(BOOKLET)
    for (const axis of [0, 1]) {
      const all = pointsOf(model).map((point) => seen(turn, axis, point))
      const [least, most] = [Math.min(...all), Math.max(...all)]
      expect(model.size[axis]).toBeCloseTo(most - least, 1)
      expect(seen(turn, axis, model.target)).toBeCloseTo((least + most) / 2, 1)
    }
  })

  it('knows how far it reaches from everywhere', async () => {
    const { model } = await packed(TOWER)
    const all = pointsOf(model)
    for (let longitude = -180; longitude < 180; longitude += 17)
      for (const latitude of [-90, -40, 7, 65]) {
        const turn = rotationOf({ latitude, longitude })
        const reach = (points: number[][]) => Math.max(...points.map((point) => seen(turn, 0, point)))
        expect(reach(model.outermost)).toBeGreaterThan(reach(all) - 0.02 * model.size[0])
        expect(reach(model.outermost)).toBeLessThan(reach(all) + 0.01)
      }
  })

  it.each([
    { title: 'an empty model', model: '0 Nothing' },
    { title: 'a part that draws nothing', model: `0 A\n1 4 0 0 0 ${PLAIN} nothing.dat` },
    { title: 'a part that nobody knows', model: `0 A\n1 4 0 0 0 ${PLAIN} unheard-of.dat` },
  ])('is none where there is nothing to show: $title', async ({ model }) => {
    expect(packModel(await opened(model), 'main.ldr', { paints: redOf, color: COLOR })).toBeUndefined()
  })

  it('is none of a model that is not there', () => {
    expect(packModel(shapesWith(), 'main.ldr', { paints: redOf, color: COLOR })).toBeUndefined()
  })
})

/** Colors by which their codes can be told. */
function redOf(code: number): Paint | undefined {
  if (code >= 256) return undefined
  const paint: Paint = { rgb: [code, 0, 0], edge: [0, 0, 0], alpha: 255, finish: 'solid' }
  return code === 47 ? { ...paint, alpha: 100, grains: { rgb: [9, 9, 9], share: 0.25, size: 1.6 } } : paint
}

async function opened(model: string): Promise<Shapes> {
  const shapes = shapesWith()
  const main = shapes.add(new TextEncoder().encode(model), 'main.ldr')
  await shapes.load([main?.name ?? ''])
  return shapes
}

async function packed(text: string, digits = 1) {
  const shapes = await opened(text)
  const main = shapes.names()[0] ?? ''
  const bytes = packModel(shapes, main, { paints: redOf, color: COLOR })
  if (!bytes) throw new Error('nothing is packed')
  const model = unpackModel(bytes)
  const shape = shapes.shape(main)
  const before = ((shape && instancesOf(shape, shapes, { color: COLOR })) ?? []).flatMap((instance) => {
    const geometry = shapes.geometry(instance.name)
    return geometry.kind === 'mesh' ? [drawn(instance, geometry.mesh, digits)] : []
  })
  const after = model.instances.map((instance) => drawn(instance, plainMesh(model.soup(instance.shape)), digits))
  return { bytes, model, before, after }
}

function pointsOf({ instances, soup }: UnpackedModel): number[][] {
  return instances.flatMap(({ shape, matrix }) => {
    const { positions } = plainMesh(soup(shape))
    return Array.from({ length: positions.length / 3 }, (_, i) =>
      transform(matrix, positions[i * 3] as number, positions[i * 3 + 1] as number, positions[i * 3 + 2] as number),
    )
  })
}

/** A coordinate of a point as it is seen. */
function seen(turn: Float64Array, axis: number, point: number[]): number {
  return point.reduce((sum, value, i) => sum + value * (turn[axis * 3 + i] as number), 0)
}

/** A part with what it draws, without its name. */
function drawn({ color, step, matrix }: Omit<Instance, 'name'>, mesh: PlainMesh, digits: number) {
  return { color, step, matrix: rounded(matrix, 3), ...listed(mesh, digits) }
}

/** Faces and lines, by coordinates, sorted: a quad may come back with its halves the other way around. */
function listed(mesh: PlainMesh, digits: number) {
  const { positions, corners, faceColors, culled, lines, lineColors, conditionals, conditionalColors, palette } = mesh
  const point = (index: number) => `(${rounded(positions.subarray(index * 3, index * 3 + 3), digits).join()})`
  const points = (list: Uint32Array, start: number, count: number) =>
    [...list.subarray(start, start + count)].map(point)
  const faces = [...faceColors].map((place, face) =>
    [palette[place], culled[face], ...fromLeast(points(corners, face * 6, 3))].join(' '),
  )
  const ends = (list: Uint32Array, colors: Uint16Array, stride: number) =>
    [...colors].map((place, line) => [palette[place], ...points(list, line * stride, stride)].join(' ')).sort()
  return { faces: faces.sort(), lines: ends(lines, lineColors, 2), outlines: ends(conditionals, conditionalColors, 4) }
}

/** The same corners in the same order around, beginning with the first by its text. */
function fromLeast(points: string[]): string[] {
  const least = points.indexOf([...points].sort()[0] ?? '')
  return [...points.slice(least), ...points.slice(0, least)]
}

function rounded(numbers: ArrayLike<number>, digits: number): number[] {
  return Array.from(numbers, (value) => Math.round(value * 10 ** digits) / 10 ** digits + 0)
}
