import * as fs from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '../../src/ldraw/archive.js'
import { openFrame } from '../../src/render/frame.js'
import { pieceOf } from '../../src/render/part-picture.js'
import { drawSolids } from '../../src/render/scene.js'
import { openShapes, type Shapes } from '../../src/render/shapes.js'
import { cameraFor, extentOf } from '../../src/render/view.js'
import { unpacker } from '../../src/system/unpack.js'
import { inflate, testPalette } from './library.js'

const LIBRARY = '../shared/ldraw.zip'

/** Parts of all kinds: bricks, round ones, bent ones, a gear, a figure's head and body, a wheel, a print, a sticker with a picture. */
const PARTS = [
  ...['3001', '3062b', '3941', '4032b', '3648b', '32524', '2780', '6538b', '3626bp01', '973', '3815', '56145', '30374'],
  ...['3040b', '3665', '50950', '3960', '4740', '3004p10', '685p01', '30162', '98138p25', '32316', '3823', '4864b'],
]
/** Their authors say less of them than they could, or something wrong. */
const WRONG = ['685p01', '6538b']

describe.skipIf(!fs.existsSync(LIBRARY))('parts of the library', () => {
  let shapes: Shapes
  beforeAll(async () => {
    shapes = await library()
  })

  it.each(PARTS)('draws %s whole, and the same without what looks away', (part) => {
    const geometry = shapes.geometry(`${part}.dat`)
    if (geometry.kind !== 'mesh') throw new Error(geometry.why)
    expect(geometry.missing).toEqual([])
    const piece = pieceOf(geometry.mesh, 4, { part })
    const depths = [false, true].map((isCulling) => {
      const frame = openFrame(120, 120, 1)
      const camera = cameraFor(piece.turn, extentOf(piece.mesh.positions, piece.turn), {
        width: 120,
        height: 120,
        margin: 2,
      })
      drawSolids(frame, [piece], camera, testPalette(), { isCulling })
      return [...frame.depths]
    })
    const [whole = [], culled = []] = depths
    expect(whole.filter((depth) => depth < 1e29).length).toBeGreaterThan(200)
    const different = whole.filter((depth, at) => Math.abs(depth - (culled[at] ?? 0)) > 0.01).length
    if (!WRONG.includes(part)) expect(different / whole.length).toBeLessThan(0.002)
  })
})

async function library() {
  const archive = await openArchive(await fs.openAsBlob(LIBRARY), LIBRARY, { maxFiles: 200_000, hint: '', unpacker })
  const names = new Map(archive.names.map((name) => [name.toLowerCase().replace(/^ldraw\//, ''), name]))
  const shapes = openShapes(async (wanted) => {
    const found = new Map<string, Uint8Array>()
    for (const name of wanted) {
      const full = names.get(`parts/${name}`) ?? names.get(`p/${name}`)
      if (full !== undefined) found.set(name, await archive.read(full))
    }
    return found
  }, inflate)
  await shapes.load(PARTS.map((part) => `${part}.dat`))
  return shapes
}
