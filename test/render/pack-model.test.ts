import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { instancesOf, type Instance } from '../../src/render/instances.js'
import type { Mesh } from '../../src/render/mesh.js'
import { packModel, unpackColors } from '../../src/render/pack-model.js'
import type { Paint } from '../../src/render/paint.js'
import type { Shapes } from '../../src/render/shapes.js'
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
    const { text } = await packed(
      `0 FILE a.ldr\n0 A secret\n0 Author: Somebody\n0 // secret\n1 4 0 0 0 ${PLAIN} block.dat`,
    )
    expect(text).not.toMatch(/secret|Somebody|Author|\.dat|\.ldr|\/\//)
  })

  it('leaves out what is not known, and what is drawn nowhere', async () => {
    const { text } = await packed(`${TOWER}\n0 FILE unused.ldr\n0 Unused\n1 320 0 0 0 ${PLAIN} hook.dat`)
    expect(text).not.toContain('320')
    expect(text).not.toContain('200 0 0')
  })

  it('brings along the colors that it has, and the one that is left open', async () => {
    const { shapes } = await packed(TOWER)
    const paints = unpackColors(shapes.colors)
    expect([4, 1, 15, 47, COLOR].map((code) => paints(code)?.rgb)).toEqual([
      ...[
        [4, 0, 0],
        [1, 0, 0],
        [15, 0, 0],
      ],
      ...[
        [47, 0, 0],
        [COLOR, 0, 0],
      ],
    ])
    expect(paints(320)?.rgb).toEqual(unpackColors([])(320)?.rgb)
    expect(shapes.shape('0')?.mainColor).toBe(COLOR)
  })

  it('writes numbers short', async () => {
    const { text } = await packed(`0 A\n1 4 -0.50000 0.00001 10.0 1.0 0 0 0 1 0 0 0 0.33333333 block.dat`)
    expect(text).toContain('\n1 4 -.5 0 10 1 0 0 0 1 0 0 0 .3333 1')
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
  return code < 256 ? { rgb: [code, 0, 0], edge: [0, 0, 0], alpha: 255, finish: 'solid' } : undefined
}

async function opened(model: string): Promise<Shapes> {
  const shapes = shapesWith()
  const main = shapes.add(new TextEncoder().encode(model), 'main.ldr')
  await shapes.load([main?.name ?? ''])
  return shapes
}

async function packed(model: string) {
  const own = await opened(model)
  const main = own.names()[0] ?? ''
  const bytes = packModel(own, main, { paints: redOf, color: COLOR })
  if (!bytes) throw new Error('nothing is packed')
  const shapes = shapesWith()
  shapes.add(bytes, 'model.ldr')
  return { text: new TextDecoder().decode(bytes), shapes, before: drawn(own, main), after: drawn(shapes, '0') }
}

/** All parts with what they draw, without their names. */
function drawn(shapes: Shapes, main: string) {
  const shape = shapes.shape(main)
  const instances = (shape && instancesOf(shape, shapes, { color: COLOR })) ?? []
  return instances.flatMap(({ name, color, matrix, step }: Instance) => {
    const geometry = shapes.geometry(name)
    return geometry.kind === 'mesh' ? [{ color, step, matrix: rounded(matrix), ...listed(geometry.mesh) }] : []
  })
}

/** Faces and lines, by coordinates, sorted: a quad may come back with its halves the other way around. */
function listed(mesh: Mesh) {
  const { positions, corners, faceColors, culled, lines, lineColors, conditionals, conditionalColors, palette } = mesh
  const point = (index: number) => `(${rounded(positions.subarray(index * 3, index * 3 + 3)).join()})`
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

function rounded(numbers: ArrayLike<number>): number[] {
  return Array.from(numbers, (value) => Math.round(value * 1000) / 1000 + 0)
}
