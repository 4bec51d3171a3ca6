import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instancesOf } from '../../src/render/instances.js'
import { modelPicture } from '../../src/render/model-picture.js'
import { partPicture } from '../../src/render/part-picture.js'
import { shapesWith, testPalette } from './library.js'

const PLAIN = '1 0 0 0 1 0 0 0 1'
const palette = testPalette()

describe('broken files', () => {
  it.each([
    { title: 'all in one point', lines: ['3 16 1 1 1 1 1 1 1 1 1', '4 4 0 0 0 0 0 0 0 0 0 0 0 0', '2 24 1 1 1 1 1 1'] },
    { title: 'thinner than anything', lines: ['3 16 0 0 0 1e-7 0 0 0 1e-7 0'] },
    { title: 'larger than anything', lines: ['3 16 -9e6 0 -9e6 9e6 0 -9e6 0 -9e6 9e6', '2 24 -9e6 0 0 9e6 0 0'] },
    { title: 'far away', lines: ['3 16 9e6 9e6 9e6 9000001 9e6 9e6 9e6 9000001 9e6'] },
    { title: 'flat', lines: [`1 16 0 0 0 0 0 0 0 0 0 0 0 0 box.dat`] },
    { title: 'a line only', lines: ['2 24 0 0 0 0 100 0'] },
    { title: 'full of words', lines: ['3 16 nan nan nan inf inf inf 1 1 1', '5 24 1 2 3', '1 16 box.dat', '4'] },
    { title: 'a picture that is none', lines: ['0 PE_TEX_INFO iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBI'] },
    {
      title: 'a picture of another kind',
      lines: ['0 !TEXMAP START SPHERICAL 0 0 0 0 0 0 0 0 0 0 0 x.png', '3 4 0 0 0 9 0 0 0 9 0', '0 !TEXMAP END'],
    },
    { title: 'without an end', lines: ['0 !TEXMAP START PLANAR 0 0 0 0 0 0 0 0 0 "x.png', '3 4 0 0 0 9 0 0 0 9 0'] },
  ])('are drawn, or said to be empty: $title', async ({ lines }) => {
    expect(await drawn({ 'x.dat': ['0 X', ...lines].join('\n'), 'textures/x.png': 'no picture' })).toBe(true)
  })

  it('may have a hundred thousand lines', async () => {
    const line = (i: number) => `3 16 ${i % 100} ${i % 7} 0 ${(i % 100) + 1} 0 1 0 ${i % 13} ${i % 90}`
    expect(await drawn({ 'x.dat': Array.from({ length: 100_000 }, (_, i) => line(i)).join('\n') })).toBe(true)
  })

  it('that draw ten million faces are refused before they take any memory', async () => {
    const tenfold = (name: string) => `0 T\n${`1 16 1 0 0 ${PLAIN} ${name}\n`.repeat(10)}`
    const files = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [`t${i}.dat`, tenfold(i === 0 ? 'box.dat' : `t${i - 1}.dat`)]),
    )
    const shapes = shapesWith(files)
    await shapes.load(['t6.dat'])
    expect(shapes.geometry('t6.dat')).toEqual({ kind: 'none', why: 'too heavy' })
  })

  it('are drawn wherever they were damaged', async () => {
    const whole = readFileSync('fixtures/render/library/parts/hook.dat', 'utf8')
    const damage = fc.array(
      fc.tuple(fc.nat(whole.length - 1), fc.constantFrom('0', '-', '9', ' ', '\n', 'e', '.', '1', '\0', 'é')),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(damage, async (slips) => {
        const text = [...whole]
        for (const [at, letter] of slips) text[at] = letter
        expect(await drawn({ 'x.dat': text.join('') })).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('that put one part in one place many times are drawn at once', async () => {
    const blocks = Array.from(
      { length: 16 },
      (_, i) =>
        `0 FILE d${i}.ldr\n0 D\n${`1 4 0 0 0 ${PLAIN} ${i === 15 ? 'block.dat' : `d${i + 1}.ldr`}\n`.repeat(2)}`,
    )
    const shapes = shapesWith()
    const main = shapes.add(new TextEncoder().encode(blocks.join('')), 'd.mpd')
    if (!main) throw new Error('no model')
    await shapes.load([main.name])
    const instances = instancesOf(main, shapes, { color: 4 }) ?? []
    const geometry = shapes.geometry('block.dat')
    if (geometry.kind !== 'mesh') throw new Error(geometry.why)
    const size = { width: 80, height: 60 }
    const [once, often] = [instances.slice(0, 1), instances].map((some) =>
      modelPicture(some, () => geometry.mesh, palette, size),
    )
    expect(instances).toHaveLength(65_536)
    expect(Buffer.compare(once?.rgba ?? Buffer.of(), often?.rgba ?? Buffer.of())).toBe(0)
  })
})

/** Whether `x.dat` is drawn, or said to have nothing in it. */
async function drawn(files: Record<string, string>): Promise<boolean> {
  const shapes = shapesWith(files)
  await shapes.load(['x.dat'])
  const geometry = shapes.geometry('x.dat')
  if (geometry.kind === 'none') return geometry.why === 'empty' || geometry.why === 'missing'
  const picture = partPicture(geometry.mesh, 4, palette, { width: 64, height: 64, images: shapes.images })
  return picture.rgba.length === 64 * 64 * 4 && geometry.mesh.positions.every(Number.isFinite)
}
