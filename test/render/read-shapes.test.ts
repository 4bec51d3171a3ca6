import { describe, expect, it } from 'vitest'
import { readShapes } from '../../src/render/read-shapes.js'
import { FACE, LINE, type Shape } from '../../src/render/shape.js'

describe('readShapes', () => {
  it('reads all line types', () => {
    const shape = read(
      '0 A part',
      '1 4 1 2 3 1 0 0 0 1 0 0 0 1 s\\3001S01.dat',
      '2 24 0 0 0 1 0 0',
      '3 16 0 0 0 1 0 0 0 1 0',
      '4 16 0 0 0 1 0 0 1 1 0 0 1 0',
      '5 24 0 0 0 1 0 0 0 1 0 0 -1 0',
    )
    expect(shape.title).toBe('A part')
    expect(shape.references).toMatchObject([{ name: 's/3001s01.dat', color: 4, isInverted: false }])
    expect([...(shape.references[0]?.matrix ?? [])]).toEqual([1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1])
    expect([shape.lines.length / LINE, shape.faces.length / FACE, shape.conditionals.length]).toEqual([1, 3, 14])
  })

  it.each([
    ['1', 1],
    ['-1.5', -1.5],
    ['+.25', 0.25],
    ['12.', 12],
    ['-0', 0],
    ['1e2', 100],
    ['1.5E-2', 0.015],
    ['0.30000000000000004', 0.3],
    ['123456.789', 123456.789],
  ])('reads the number %s', (text, value) => {
    expect(read(`2 24 ${text} 0 0 1 0 0`).lines[2]).toBeCloseTo(value, 12)
  })

  it.each(['x', '1.2.3', '--1', '1e', 'NaN', '1e99', '0x10', ''])('draws no line with the number "%s"', (text) => {
    expect(read(`2 24 0 0 0 1 0 ${text}`).lines).toEqual([])
  })

  it.each([
    ['4', 4],
    ['0x2FF8800', 0x2ff8800],
    ['#ff8800', 0x2ff8800],
    ['50300928', 50300928],
  ])('reads the color %s', (text, value) => {
    expect(read(`2 ${text} 0 0 0 1 0 0`).lines[0]).toBe(value)
  })

  it.each(['\n', '\r\n', '\r', '\n\n  \t'])('reads lines that end with %j', (end) => {
    expect(read(['0 Title', '2 24 0 0 0 1 0 0', '2 24 0 0 0 1 0 0'].join(end)).lines.length / LINE).toBe(2)
  })

  it('turns clockwise faces round, and those only', () => {
    const face = '3 16 0 0 0 1 0 0 0 1 0'
    const shape = read('0 T', '0 BFC CERTIFY CW', face, '0 BFC CCW', face)
    expect(shape.faces.slice(2, 11)).toEqual([0, 0, 0, 0, 1, 0, 1, 0, 0])
    expect(shape.faces.slice(FACE + 2)).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0])
  })

  it('knows which faces may be left out from behind', () => {
    const face = '3 16 0 0 0 1 0 0 0 1 0'
    const lines = [
      face,
      '0 BFC CERTIFY CCW',
      face,
      '0 BFC NOCLIP',
      face,
      '0 BFC CLIP CCW',
      face,
      '0 BFC NOCERTIFY',
      face,
    ]
    const { faces } = read('0 T', ...lines)
    expect([0, 1, 2, 3, 4].map((i) => faces[i * FACE + 1])).toEqual([0, 1, 0, 1, 0])
  })

  it('inverts the next reference only', () => {
    const reference = '1 16 0 0 0 1 0 0 0 1 0 0 0 1 a.dat'
    const { references } = read('0 T', '0 BFC CERTIFY', '0 BFC INVERTNEXT', reference, reference)
    expect(references.map(({ isInverted }) => isInverted)).toEqual([true, false])
  })

  it('cuts a quad along the diagonal that lies inside', () => {
    const { faces } = read('4 16 0 0 0 10 0 0 2 2 0 0 10 0')
    const areas = [0, 1].map((i) => areaOf(faces.slice(i * FACE + 2, i * FACE + 11)))
    expect(areas.every((area) => area > 0)).toBe(true)
    expect(areas.reduce((a, b) => a + b)).toBe(20)
  })

  it('takes the blocks of a file apart', () => {
    const text = [
      '0 FILE A.ldr',
      '0 First',
      '1 4 0 0 0 1 0 0 0 1 0 0 0 1 B.DAT',
      '0 NOFILE',
      '2 24 0 0 0 1 1 1',
      '0 FILE b.dat',
      '0 B',
      '0 !LDRAW_ORG Unofficial_Part',
      '2 24 0 0 0 1 0 0',
    ]
    const { shapes } = file(...text)
    expect(shapes.map(({ name, isPart, lines }) => [name, isPart, lines.length / LINE])).toEqual([
      ['a.ldr', false, 0],
      ['b.dat', true, 1],
    ])
  })

  it('puts back what BUFEXCHG took away', () => {
    const reference = (name: string) => `1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${name}.dat`
    const lines = [reference('a'), '0 BUFEXCHG A STORE', reference('b'), '0 BUFEXCHG A RETRIEVE', reference('c')]
    expect(read('0 T', ...lines).references.map(({ name }) => name)).toEqual(['a.dat', 'c.dat'])
  })

  it('knows the color and the steps of a model', () => {
    const reference = '1 16 0 0 0 1 0 0 0 1 0 0 0 1 a.dat'
    const shape = read('0 T', '0 !CMDLINE -c14', reference, '0 STEP', reference)
    expect([shape.mainColor, ...shape.references.map(({ step }) => step)]).toEqual([14, 1, 2])
  })

  it('tells what a texture is on, what it is instead of, and where it ends', () => {
    const face = '3 16 0 0 0 1 0 0 0 1 0'
    const start = '0 !TEXMAP START PLANAR 0 0 0 1 0 0 0 1 0 "My Picture.png"'
    const { faces, textures } = read(
      '0 T',
      start,
      face,
      `0 !: ${face}`,
      '0 !TEXMAP FALLBACK',
      face,
      '0 !TEXMAP END',
      face,
    )
    expect(textures).toMatchObject([
      { projection: 'planar', image: 'my picture.png', points: [0, 0, 0, 1, 0, 0, 0, 1, 0] },
    ])
    expect([0, 1, 2, 3].map((i) => (faces[i * FACE + 1] ?? 0) >> 1)).toEqual([4, 5, 6, 0])
  })

  it('takes a picture out of the model', () => {
    const { images } = file('0 FILE a.ldr', '0 T', '0 !DATA x.png', '0 !: QUJD', '0 !: REVG', '0 FILE b.ldr', '0 !: x')
    expect([...images]).toEqual([['x.png', 'QUJDREVG']])
  })
})

function file(...lines: string[]) {
  return readShapes(new TextEncoder().encode(lines.join('\n')), 'main.ldr')
}

function read(...lines: string[]): Shape {
  const [shape] = file(...lines).shapes
  if (!shape) throw new Error('no shape')
  return shape
}

function areaOf([x0 = 0, y0 = 0, , x1 = 0, y1 = 0, , x2 = 0, y2 = 0]: number[]): number {
  return ((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2
}
