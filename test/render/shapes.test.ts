import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mesh } from '../../src/render/mesh.js'
import { EDGE } from '../../src/render/soup.js'
import { meshOf, shapesWith } from './library.js'

const PLAIN = '1 0 0 0 1 0 0 0 1'

describe('shapes', () => {
  it('leaves 16 and 24 open through all that refers to it', async () => {
    const files = {
      'a.dat': `0 A\n1 16 0 0 0 ${PLAIN} b.dat\n1 4 0 0 0 ${PLAIN} b.dat\n1 24 0 0 0 ${PLAIN} b.dat`,
      'b.dat': '0 B\n3 16 0 0 0 9 0 0 0 9 0\n3 24 0 0 5 9 0 5 0 9 5',
    }
    const { faceColors, palette } = await meshOf('a.dat', files)
    expect([...faceColors].map((place) => palette[place])).toEqual([16, 16 + EDGE, 4, 4 + EDGE, 16 + EDGE, 16 + EDGE])
  })

  it.each([
    { title: 'as it is', text: `1 16 0 0 0 ${PLAIN} box.dat` },
    { title: 'mirrored', text: '1 16 0 0 0 -1 0 0 0 1 0 0 0 1 box.dat' },
    { title: 'mirrored twice', text: '1 16 0 0 0 -1 0 0 0 -1 0 0 0 1 box.dat' },
    { title: 'turned', text: '1 16 0 0 0 0 0 1 0 1 0 -1 0 0 box.dat' },
  ])('keeps the outside of a box outside, $title', async ({ text }) => {
    expect(volume(await meshOf('x.dat', { 'x.dat': `0 X\n0 BFC CERTIFY CCW\n${text}` }))).toBeCloseTo(8)
  })

  it('turns a box inside out, once and twice', async () => {
    const invert = (name: string) => `0 X\n0 BFC CERTIFY CCW\n0 BFC INVERTNEXT\n1 16 0 0 0 ${PLAIN} ${name}`
    const files = { 'x.dat': invert('box.dat'), 'y.dat': invert('x.dat') }
    expect(volume(await meshOf('x.dat', files))).toBeCloseTo(-8)
    expect(volume(await meshOf('y.dat', files))).toBeCloseTo(8)
  })

  it('leaves out nothing from behind where one file in between is not certified', async () => {
    const files = {
      'x.dat': `0 X\n0 BFC CERTIFY CCW\n1 16 0 0 0 ${PLAIN} y.dat\n1 16 9 0 0 ${PLAIN} box.dat`,
      'y.dat': `0 Y\n1 16 0 0 0 ${PLAIN} box.dat`,
    }
    const { culled } = await meshOf('x.dat', files)
    expect([
      culled.subarray(0, 12).every((flag) => flag === 0),
      culled.subarray(12).every((flag) => flag === 1),
    ]).toEqual([true, true])
  })

  it('draws a flat part from both sides', async () => {
    const { culled } = await meshOf('x.dat', {
      'x.dat': '0 X\n0 BFC CERTIFY CCW\n1 16 0 0 0 1 0 0 0 0 0 0 0 1 box.dat',
    })
    expect([...culled].every((flag) => flag === 0)).toBe(true)
  })

  it('draws lines once that two parts share', async () => {
    const { lineColors } = await meshOf('x.dat', {
      'x.dat': `0 X\n1 16 0 0 0 ${PLAIN} box.dat\n1 16 2 0 0 ${PLAIN} box.dat`,
    })
    expect(lineColors).toHaveLength(20)
  })

  it('makes a round thing round, and leaves its rim sharp', async () => {
    const { positions, normals, corners } = await meshOf('peg.dat')
    for (let at = 0; at < corners.length; at += 6) {
      for (let i = 0; i < 3; i++) {
        const [x, , z] = positions.subarray((corners[at + i] ?? 0) * 3)
        const [nx = 0, ny = 0, nz = 0] = normals.subarray((corners[at + i + 3] ?? 0) * 3)
        if (Math.abs(ny) > 0.5) expect(ny).toBeCloseTo(-1)
        else expect((nx * (x ?? 0) + nz * (z ?? 0)) / 12).toBeCloseTo(1, 2)
      }
    }
  })

  it('says which pictures are missing, and which cannot be read', async () => {
    const sticker = (image: string) =>
      `0 Sticker\n0 !TEXMAP START PLANAR 0 0 0 9 0 0 0 9 0 ${image}\n3 16 0 0 0 9 0 0 0 9 0\n0 !TEXMAP END`
    const shapes = shapesWith({ 'a.dat': sticker('gone.png'), 'b.dat': sticker('cut.png'), 'cut.png': 'no picture' })
    await shapes.load(['a.dat', 'b.dat'])
    expect(shapes.geometry('a.dat')).toMatchObject({ kind: 'mesh', missing: ['gone.png'] })
    expect(shapes.geometry('b.dat')).toMatchObject({ kind: 'mesh', missing: ['cut.png'] })
  })

  it('says what is not there', async () => {
    const shapes = shapesWith({ 'x.dat': `0 X\n1 16 0 0 0 ${PLAIN} gone.dat\n1 16 0 0 0 ${PLAIN} box.dat` })
    await shapes.load(['x.dat', 'nowhere.dat', 'nothing.dat'])
    expect(shapes.geometry('x.dat')).toMatchObject({ kind: 'mesh', missing: ['gone.dat'] })
    expect(shapes.geometry('nowhere.dat')).toEqual({ kind: 'none', why: 'missing' })
    expect(shapes.geometry('nothing.dat')).toEqual({ kind: 'none', why: 'empty' })
  })

  it('leaves out what leads back to itself', async () => {
    const box = `1 16 0 0 0 ${PLAIN} box.dat`
    const files = {
      'x.dat': `0 X\n${box}\n1 16 5 0 0 ${PLAIN} y.dat`,
      'y.dat': `0 Y\n${box}\n1 16 9 0 0 ${PLAIN} x.dat\n1 4 0 0 0 ${PLAIN} y.dat`,
    }
    expect((await meshOf('x.dat', files)).faceColors).toHaveLength(24)
  })

  it('refuses what doubles itself beyond all measure, at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `d${i}.dat`,
        `0 D\n${`1 16 1 0 0 ${PLAIN} ${i === 0 ? 'box' : `d${i - 1}`}.dat\n`.repeat(2)}`,
      ]),
    )
    const shapes = shapesWith(files)
    await shapes.load(['d39.dat'])
    expect(shapes.geometry('d39.dat')).toEqual({ kind: 'none', why: 'too heavy' })
  })

  it('cuts chains of files that are deeper than any part', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [
        `c${i}.dat`,
        `0 C\n1 16 0 0 0 ${PLAIN} box.dat\n1 16 1 0 0 ${PLAIN} c${i + 1}.dat`,
      ]),
    )
    const { faceColors } = await meshOf('c0.dat', files)
    expect(faceColors.length).toBeGreaterThan(12 * 400)
  })

  it('leaves out what matrices within matrices throw beyond all bounds', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [
        `f${i}.dat`,
        `0 F\n1 16 0 0 0 1e6 0 0 0 1e6 0 0 0 1e6 ${i === 8 ? 'box' : `f${i + 1}`}.dat\n1 16 0 0 0 ${PLAIN} peg.dat`,
      ]),
    )
    const { positions } = await meshOf('f0.dat', files)
    expect(positions.length).toBeGreaterThan(0)
    expect(positions.every((value) => Math.abs(value) < 1e8)).toBe(true)
  })

  it('makes something of any text, or says why not', async () => {
    const words = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '16',
      '24',
      '-1',
      '1e9',
      'box.dat',
      'x.dat',
      'BFC',
      'CW',
      'INVERTNEXT',
      '!TEXMAP',
      'START',
      'PLANAR',
      '!:',
      'nan',
      '0 FILE',
      '\n',
      '\n',
      '\n',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 80 }), async (text) => {
        const shapes = shapesWith({ 'x.dat': text.join(' ') })
        await shapes.load(['x.dat'])
        const geometry = shapes.geometry('x.dat')
        if (geometry.kind === 'mesh') expect(geometry.mesh.positions.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

/** Of what the faces enclose; less than nothing when they look inwards. */
function volume({ positions, corners }: Mesh): number {
  let sum = 0
  for (let at = 0; at < corners.length; at += 6) {
    const [a, b, c] = [0, 1, 2].map((i) =>
      positions.subarray((corners[at + i] ?? 0) * 3, (corners[at + i] ?? 0) * 3 + 3),
    )
    const [ax = 0, ay = 0, az = 0] = a ?? []
    const [bx = 0, by = 0, bz = 0] = b ?? []
    const [cx = 0, cy = 0, cz = 0] = c ?? []
    sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)
  }
  return sum / 6
}
