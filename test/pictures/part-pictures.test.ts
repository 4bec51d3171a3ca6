import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPartPictures, type PartImage, type PartPicturesOptions } from '../../src/pictures/part-pictures.js'
import type { Picture } from '../../src/render/picture.js'
import { readPng } from '../../src/render/read-png.js'
import { machine, type Io } from '../../src/system/io.js'

const FIXTURE = 'fixtures/render/library'
const RED = 4
const STYLE = { width: 60, height: 40 }

let top = ''
let told: string[] = []

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-pictures-'))
  told = []
})
afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

describe('openPartPictures', () => {
  it('is nothing without a library', async () => {
    expect(await openPartPictures(io())).toBeUndefined()
  })

  it('answers each wish, in their order, and draws each only once', async () => {
    const done: number[] = []
    const wishes = [wish('block', RED), wish('hook', 1), wish('block', RED), wish('block', 1)]
    const pictures = await openPartPictures(io(), { library: FIXTURE })
    const images = (await pictures?.draw(wishes, STYLE, (one) => done.push(one))) ?? []
    expect(images.map(({ width, height, kind, isKept }) => [width, height, kind, isKept])).toEqual(
      wishes.map(() => [60, 40, 'drawn', false]),
    )
    expect(images[2]).toBe(images[0])
    expect(redness(images[0])).toBeGreaterThan(100)
    expect(redness(images[3])).toBeLessThan(-30)
    expect(done).toEqual([0, 1, 2, 3])
  })

  it('draws what has no color as where models leave it open', async () => {
    const [open, gray, red] = await draw({}, [wish('block', 16), wish('block', 71), wish('block', RED)], STYLE)
    expect(open?.png).toEqual(gray?.png)
    expect(open?.png).not.toEqual(red?.png)
  })

  it('draws all to one scale, and says what it drew smaller', async () => {
    const [small, large] = await draw({}, [wish('peg', RED), wish('block', RED)], { scale: 2, most: 120 })
    expect(Math.max(large?.width ?? 0, large?.height ?? 0)).toBe(120)
    expect(small).toMatchObject({ isShrunk: false })
    expect(large).toMatchObject({ isShrunk: true })
    const [whole] = await draw({}, [wish('block', RED)], { scale: 2 })
    expect(large?.shrink).toBeCloseTo((120 - 7) / ((whole?.width ?? 0) - 7), 1)
    const [again] = await draw({}, [wish('block', RED)], { scale: 2, most: 120 })
    expect(again).toMatchObject({ isKept: true, isShrunk: true, shrink: large?.shrink })
  })

  it.each([{ part: 'unheard-of' }, { part: 'nothing' }, { part: 'bl:973pb0001c01' }])(
    'puts a question mark in the place of $part',
    async ({ part }) => {
      expect(await draw({}, [wish(part, RED)])).toMatchObject([{ kind: 'placeholder', isKept: false }])
      const [again] = await draw({}, [wish(part, RED)])
      expect(again).toMatchObject({ kind: 'placeholder', width: 60, height: 40, isKept: true })
    },
  )

  it('fills the ground where it is told to', async () => {
    const [image] = await draw({}, [wish('block', RED)], { ...STYLE, background: [255, 255, 255] })
    const { rgba } = pictureOf(image)
    expect([...rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255])
  })
})

describe('kept pictures', () => {
  it('are the same as drawn ones', async () => {
    const wishes = [wish('block', RED), wish('hook', 15), wish('peg', 47)]
    const drawn = await draw({}, wishes)
    const kept = await draw({}, wishes)
    expect(kept.map(({ isKept }) => isKept)).toEqual([true, true, true])
    expect(kept.map(({ png }) => [...png])).toEqual(drawn.map(({ png }) => [...png]))
  })

  it.each([
    ['another color', { part: 'block', color: 1 }, STYLE],
    ['another part', { part: 'hook', color: RED }, STYLE],
    ['another size', { part: 'block', color: RED }, { width: 61, height: 40 }],
    ['another ground', { part: 'block', color: RED }, { ...STYLE, background: [0, 0, 0] as [number, number, number] }],
  ])('are not used for %s', async (_, other, style) => {
    await draw({}, [wish('block', RED)])
    expect((await draw({}, [other], style)).map(({ isKept }) => isKept)).toEqual([false])
  })

  it('are not used when the user wants none', async () => {
    await draw({}, [wish('block', RED)])
    expect((await draw({ isUncached: true }, [wish('block', RED)])).map(({ isKept }) => isKept)).toEqual([false])
  })

  it.each(['parts/block.dat', 'p/knob.dat', 'LDConfig.ldr'])('are drawn anew when %s is edited', async (name) => {
    const library = folder('lib')
    const [before] = await draw({ library }, [wish('block', RED)])
    const file = path.join(library, name)
    const text = fs.readFileSync(file, 'utf8')
    fs.writeFileSync(file, name === 'LDConfig.ldr' ? text.replaceAll('#B40000', '#00B400') : `${text}${CUBE}`)
    const [after] = await draw({ library }, [wish('block', RED)])
    expect(after?.isKept).toBe(false)
    expect([...(after?.png ?? [])]).not.toEqual([...(before?.png ?? [])])
  })

  it('are drawn anew when a file comes that goes before another', async () => {
    const library = folder('lib')
    await draw({ library }, [wish('block', RED)])
    fs.writeFileSync(path.join(library, 'parts/knob.dat'), `0 Another knob\n${CUBE}`)
    expect((await draw({ library }, [wish('block', RED)])).map(({ isKept }) => isKept)).toEqual([false])
  })

  it('are drawn anew when the archive is another one', async () => {
    const library = await archive('complete.zip')
    const [before] = await draw({ library }, [wish('block', RED)])
    await archive('complete.zip', { 'parts/block.dat': `0 A cube\n${CUBE}` })
    const [after] = await draw({ library }, [wish('block', RED)])
    expect(after).toMatchObject({ kind: 'drawn', isKept: false })
    expect([...(after?.png ?? [])]).not.toEqual([...(before?.png ?? [])])
  })

  it('are of the color that is wished for, also beside one that nobody knows', async () => {
    await draw({}, [wish('block', 9999)])
    const pictures = await openPartPictures(io(), { library: folder('lib') })
    await pictures?.draw([wish('block', 1)], STYLE)
    const [red] = (await pictures?.draw([wish('block', RED)], STYLE)) ?? []
    expect(redness(red)).toBeGreaterThan(100)
  })

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['empty', () => Buffer.alloc(0)],
    ['of other bytes', (bytes: Buffer) => Buffer.from(bytes).fill(7, 60, 64)],
  ])('are drawn anew when the file is %s', async (_, spoil) => {
    const [before] = await draw({}, [wish('block', RED)])
    for (const file of keptFiles()) fs.writeFileSync(file, spoil(fs.readFileSync(file)))
    const [after] = await draw({}, [wish('block', RED)])
    expect(after?.isKept).toBe(false)
    expect([...(after?.png ?? [])]).toEqual([...(before?.png ?? [])])
    expect(await draw({}, [wish('block', RED)])).toMatchObject([{ isKept: true }])
  })

  it('are drawn all the same where nothing can be kept, which is told once', async () => {
    fs.writeFileSync(path.join(top, 'cache'), 'no folder')
    const pictures = await openPartPictures(io(), { library: FIXTURE })
    for (const color of [RED, 1])
      expect(await pictures?.draw([wish('block', color)], STYLE)).toMatchObject([{ kind: 'drawn' }])
    expect(told).toEqual(['note: pictures are drawn, but cannot be kept: a part of the path is not a folder'])
  })

  it('are whole when many draw the same at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => draw({}, [wish('block', RED), wish('peg', RED)])))
    const [first] = await draw({}, [wish('block', RED)])
    expect(first?.isKept).toBe(true)
    for (const [image] of all) expect([...(image?.png ?? [])]).toEqual([...(first?.png ?? [])])
  })
})

describe("a user's own part", () => {
  const model = (body: string) => ({
    name: 'mine.mpd',
    bytes: new TextEncoder().encode(
      `0 FILE mine.ldr\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 block.dat\n0 FILE block.dat\n${body}`,
    ),
  })

  it('never takes the picture of another, nor gives it one', async () => {
    const [official] = await draw({}, [wish('block', RED)])
    const [own] = await draw({ models: [model(`0 Mine\n${CUBE}`)] }, [wish('block', RED)])
    expect(own?.isKept).toBe(false)
    expect([...(own?.png ?? [])]).not.toEqual([...(official?.png ?? [])])
    expect(await draw({ models: [model(`0 Mine\n${CUBE}`)] }, [wish('block', RED)])).toMatchObject([{ isKept: true }])
    const [again] = await draw({}, [wish('block', RED)])
    expect(again).toMatchObject({ isKept: true, png: official?.png ?? [] })
  })

  it('is drawn anew when it is edited', async () => {
    await draw({ models: [model(`0 Mine\n${CUBE}`)] }, [wish('block', RED)])
    const edited = await draw({ models: [model(`0 Mine\n${CUBE}${CUBE.replaceAll('20', '30')}`)] }, [
      wish('block', RED),
    ])
    expect(edited).toMatchObject([{ isKept: false }])
  })

  it('goes into the parts that are made of it', async () => {
    const knob = {
      name: 'mine.mpd',
      bytes: new TextEncoder().encode(`0 FILE a.ldr\n0 FILE knob.dat\n0 Own knob\n${CUBE}`),
    }
    const [official] = await draw({}, [wish('block', RED)])
    const [own] = await draw({ models: [knob] }, [wish('block', RED)])
    expect([...(own?.png ?? [])]).not.toEqual([...(official?.png ?? [])])
  })

  it('may lie beside the model', async () => {
    const beside = (name: string) => (name === 'own.dat' ? new TextEncoder().encode(`0 Own\n${CUBE}`) : undefined)
    expect(await draw({}, [wish('own', RED)])).toMatchObject([{ kind: 'placeholder' }])
    expect(await draw({ beside }, [wish('own', RED)])).toMatchObject([{ kind: 'drawn', isKept: false }])
    expect(await draw({}, [wish('own', RED)])).toMatchObject([{ kind: 'placeholder' }])
  })
})

const CUBE = '4 16 -20 -60 -20 20 -60 -20 20 -60 20 -20 -60 20\n4 16 -20 24 -20 20 24 -20 20 -60 -20 -20 -60 -20\n'

function wish(part: string, color: number) {
  return { part, color }
}

async function draw(options: PartPicturesOptions, wishes: { part: string; color: number }[], style = STYLE as object) {
  const pictures = await openPartPictures(io(), { library: FIXTURE, ...options })
  return (await pictures?.draw(wishes, style)) ?? []
}

function io(): Io {
  const env = { BRICK_CACHE: path.join(top, 'cache'), BRICK_DATA: path.join(top, 'data') }
  return { ...machine(), env, say: (text) => void told.push(text) }
}

function folder(name: string): string {
  const place = path.join(top, name)
  fs.cpSync(FIXTURE, place, { recursive: true })
  return place
}

async function archive(name: string, others: Record<string, string> = {}): Promise<string> {
  const writer = new ZipWriter(new Uint8ArrayWriter())
  const files = fs
    .readdirSync(FIXTURE, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.extname(file) !== '')
  for (const file of files) {
    const own = others[file.replaceAll('\\', '/')]
    const bytes = own === undefined ? fs.readFileSync(path.join(FIXTURE, file)) : Buffer.from(own)
    await writer.add(`ldraw/${file.replaceAll('\\', '/')}`, new Uint8ArrayReader(bytes))
  }
  fs.writeFileSync(path.join(top, name), await writer.close())
  return path.join(top, name)
}

function keptFiles(): string[] {
  const cache = path.join(top, 'cache')
  const names = fs.readdirSync(cache, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.png')).map((name) => path.join(cache, name))
}

function pictureOf(image: PartImage | undefined): Picture {
  const picture = readPng(image?.png ?? new Uint8Array(), (bytes) => inflateSync(bytes))
  if (!picture) throw new Error('no picture')
  return picture
}

/** How much more red than blue there is in the middle. */
function redness(image: PartImage | undefined): number {
  const { width, height, rgba } = pictureOf(image)
  const at = ((height >> 1) * width + (width >> 1)) * 4
  return (rgba[at] ?? 0) - (rgba[at + 2] ?? 0)
}
