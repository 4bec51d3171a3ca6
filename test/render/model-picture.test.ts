import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exploded } from '../../src/render/exploded.js'
import { instancesOf, type Instance } from '../../src/render/instances.js'
import { lineArt } from '../../src/render/line-art.js'
import { modelPicture } from '../../src/render/model-picture.js'
import { onBackground } from '../../src/render/on-background.js'
import { placeholder } from '../../src/render/placeholder.js'
import { piecesOf } from '../../src/render/scene.js'
import type { Shapes } from '../../src/render/shapes.js'
import { BOOKLET, rotationOf } from '../../src/render/view.js'
import { colorsOf, shapesWith, testPalette } from './library.js'

describe('models', () => {
  it('are parts in their places, colors and steps', async () => {
    const { instances } = await tower()
    expect(instances.map(({ name, color, step }) => [name, color, step])).toEqual([
      ['block.dat', 4, 1],
      ['block.dat', 1, 1],
      ['hook.dat', 15, 2],
      ['peg.dat', 47, 2],
      ['unheard-of.dat', 0, 2],
    ])
    expect([...(instances[3]?.matrix ?? [])].slice(0, 3)).toEqual([30, -68, 0])
  })

  it('are drawn in all colors of their parts', async () => {
    const { instances, meshOf } = await tower()
    const picture = modelPicture(instances, meshOf, testPalette(), { width: 300, height: 240 })
    const plain = colorsOf(picture).filter(({ rgba, count }) => rgba[3] === 255 && count > 100)
    expect(plain.some(({ rgba: [r = 0, g = 0, b = 0] }) => r > 150 && g < 60 && b < 60)).toBe(true)
    expect(plain.some(({ rgba: [r = 0, , b = 0] }) => b > 130 && r < 60)).toBe(true)
    expect(plain.some(({ rgba: [r = 0, g = 0, b = 0] }) => r > 230 && g > 230 && b > 230)).toBe(true)
  })

  it('keep their place when only some parts are shown', async () => {
    const { instances, meshOf } = await tower()
    const first = instances.filter(({ step }) => step === 1)
    const options = { width: 200, height: 200, room: instances }
    const [whole, some] = [instances, first].map((shown) => modelPicture(shown, meshOf, testPalette(), options))
    // The lowest row that is drawn is the foot of the red block, in both.
    const foot = ({ rgba }: { rgba: Uint8Array }) =>
      Math.floor(rgba.findLastIndex((value, at) => at % 4 === 3 && value > 0) / 800)
    expect(foot(some ?? { rgba: new Uint8Array() })).toBe(foot(whole ?? { rgba: new Uint8Array() }))
  })

  it.each([
    { title: 'up, when nothing is above', place: [0, -24, 0], rest: [[0, 0, 0]], to: [0, -64, 0] },
    { title: 'down, when the rest is above', place: [0, 24, 0], rest: [[0, 0, 0]], to: [0, 64, 0] },
    {
      title: 'to the side, out of a hole',
      place: [0, 0, 0],
      rest: [
        [0, -24, 0],
        [0, 24, 0],
      ],
      to: [0, 0, -40],
    },
  ])('show where a part goes: $title', async ({ place, rest, to }) => {
    const { meshOf, instances } = await tower()
    const at = (where: number[]) => ({ ...instances[0], matrix: Float64Array.of(...where, 1, 0, 0, 0, 1, 0, 0, 0, 1) })
    const [moved] = exploded(
      [at(place) as Instance],
      rest.map((where) => at(where) as Instance),
      meshOf,
      40,
    )
    expect([...(moved?.matrix.subarray(0, 3) ?? [])]).toEqual(to)
  })

  it('that contain themselves are drawn as far as they go', async () => {
    const text =
      '0 FILE a.ldr\n0 A\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 b.ldr\n0 FILE b.ldr\n0 B\n1 16 0 0 0 1 0 0 0 1 0 0 0 1 block.dat\n1 16 0 0 0 1 0 0 0 1 0 0 0 1 a.ldr'
    expect((await opened(text)).instances?.map(({ name }) => name)).toEqual(['block.dat'])
  })

  it('that double themselves beyond all measure are refused at once', async () => {
    const blocks = Array.from(
      { length: 40 },
      (_, i) =>
        `0 FILE d${i}.ldr\n0 D\n${`1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${i === 39 ? 'block.dat' : `d${i + 1}.ldr`}\n`.repeat(2)}`,
    )
    expect((await opened(blocks.join(''))).instances).toBeUndefined()
  })
})

describe('lineArt', () => {
  it('is areas on a whole outline, and the edges that are seen', async () => {
    const { instances, meshOf } = await tower()
    const pieces = piecesOf(instances, meshOf, rotationOf(BOOKLET))
    const svg = lineArt(pieces, testPalette(), { width: 300, height: 200, title: 'Tower <1> & "2"' })
    expect(svg).toMatch(
      /^<svg xmlns="[^"]*" width="300" height="200" viewBox="0 0 300 200" role="img">\n<title>Tower &#60;1&#62; &#38; &#34;2&#34;<\/title>/,
    )
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    const numbers = [...svg.matchAll(/[ML](-?\d+(?:\.\d)?) (-?\d+(?:\.\d)?)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    expect(numbers.length).toBeGreaterThan(100)
    expect(numbers.every(([x = -1, y = -1]) => x >= 0 && x <= 300 && y >= 0 && y <= 200)).toBe(true)
    expect(svg.length).toBeLessThan(20_000)
  })

  it('leaves out edges that are behind something', async () => {
    const front = '1 4 0 0 0 20 0 0 0 20 0 0 0 1 box.dat'
    const hidden = '1 1 0 0 20 2 0 0 0 2 0 0 0 1 box.dat'
    const strokes = async (...lines: string[]) => {
      const { instances, meshOf } = await opened(`0 A\n${lines.join('\n')}`)
      const pieces = piecesOf(instances ?? [], meshOf, rotationOf({ latitude: 0, longitude: 0 }))
      return lineArt(pieces, testPalette(), { width: 100, height: 100, title: '' })
    }
    expect(await strokes(front, hidden)).toBe(await strokes(front))
  })
})

describe('placeholder', () => {
  it.each([
    [160, 160],
    [40, 30],
    [8, 8],
  ])('shows something in %i by %i', (width, height) => {
    const picture = placeholder('30055-a very long number', { width, height })
    const drawn = colorsOf(picture).filter(({ rgba }) => rgba[3] === 255)
    expect(drawn.length).toBeGreaterThan(0)
    expect(picture.rgba).toHaveLength(width * height * 4)
  })

  it('shows the number', () => {
    const [one, other] = ['3001', '3002'].map((part) => placeholder(part, { width: 160, height: 160 }))
    expect(one?.rgba).not.toEqual(other?.rgba)
  })
})

describe('onBackground', () => {
  it('fills what is clear, and mixes what is half clear', () => {
    const picture = { width: 3, height: 1, rgba: Uint8Array.of(0, 0, 0, 0, 100, 100, 100, 255, 0, 0, 0, 51) }
    expect([...onBackground(picture, [250, 200, 100]).rgba]).toEqual([
      250, 200, 100, 255, 100, 100, 100, 255, 200, 160, 80, 255,
    ])
  })
})

async function tower() {
  const { instances, meshOf } = await opened(readFileSync('fixtures/render/tower.mpd', 'utf8'))
  return { instances: instances ?? [], meshOf }
}

async function opened(
  text: string,
): Promise<{ instances: Instance[] | undefined; meshOf: (name: string) => ReturnType<typeof mesh> }> {
  const shapes = shapesWith()
  const main = shapes.add(new TextEncoder().encode(text), 'main.ldr')
  if (!main) throw new Error('no model')
  await shapes.load([main.name])
  return { instances: instancesOf(main, shapes, { color: 71 }), meshOf: (name) => mesh(shapes, name) }
}

function mesh(shapes: Shapes, name: string) {
  const geometry = shapes.geometry(name)
  return geometry.kind === 'mesh' ? geometry.mesh : undefined
}
