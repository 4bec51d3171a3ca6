import { describe, expect, it } from 'vitest'
import { plainTitle, readPart } from '../../src/ldraw/part-header.js'

const AT = '0 0 0 1 0 0 0 1 0 0 0 1'

describe('readPart', () => {
  it.each([
    [
      'a part',
      ['Brick  2 x  4', '!LDRAW_ORG Part'],
      { kind: 'part', title: 'Brick 2 x 4', category: 'Brick', content: [] },
    ],
    [
      'a moved part, by its line, not by its title',
      ['~Moved to 3040b.dat', '!LDRAW_ORG Part', ref(16, '3040b')],
      { kind: 'moved', content: [{ part: '3040b', color: 16, quantity: 1 }] },
    ],
    [
      'a moved part with a color',
      ['~Moved to 4548064a', ref(15, '4548064a')],
      { kind: 'moved', content: [{ part: '4548064a', color: 15, quantity: 1 }] },
    ],
    [
      'an alias',
      ['=Brick 1 x 1', ref(16, '3005')],
      { kind: 'alias', content: [{ part: '3005', color: 16, quantity: 1 }] },
    ],
    ['an alias without the sign', ['Plate', '!LDRAW_ORG Part Alias', ref(16, '4073')], { kind: 'alias' }],
    [
      'a part in one color',
      ['~_Plate Red (Obsolete)', '!LDRAW_ORG Part Physical_Colour', ref(4, '3710')],
      { kind: 'physical', obsolete: true, title: 'Plate Red', content: [{ part: '3710', color: 4, quantity: 1 }] },
    ],
    [
      'an assembly',
      ['Wheel', '!LDRAW_ORG Shortcut', ref(16, '3829'), ref(0, '20'), ref(0, '20')],
      {
        kind: 'shortcut',
        content: [
          { part: '3829', color: 16, quantity: 1 },
          { part: '20', color: 0, quantity: 2 },
        ],
      },
    ],
    [
      'an assembly, without its subparts',
      ['Wheel', '!LDRAW_ORG Shortcut', ref(16, 's\\3829s01'), ref(0, '20')],
      { content: [{ part: '20', color: 0, quantity: 1 }] },
    ],
    ['a sticker', ['Sticker 1 x 2 Red', '!LDRAW_ORG Part'], { kind: 'sticker' }],
    [
      'an assembly with a sticker',
      ['Brick with Sticker', '!LDRAW_ORG Shortcut', '!CATEGORY Sticker Shortcut'],
      { kind: 'shortcut' },
    ],
    ['a part by others', ['|Gear by somebody', '!LDRAW_ORG Part'], { kind: 'third-party' }],
    ['a piece that nobody sells', ['~Hinge Half', '!LDRAW_ORG Part'], { kind: 'helper' }],
    ['a part that is no longer made so', ['~Brick (Obsolete)', '!LDRAW_ORG Part'], { kind: 'part', obsolete: true }],
    ['a segment of a hose', ['~Segment', '!LDRAW_ORG Subpart'], { kind: 'helper' }],
    ['an empty file', [], { kind: 'part', title: '', content: [], numbers: {}, confidence: 'unknown' }],
  ])('reads %s', (_title, lines, expected) => {
    expect(readPart('x', file(lines))).toMatchObject({ id: 'x', ...expected })
  })

  it('takes the first number of each shop from the keywords, in any spelling', () => {
    const lines = [
      'Tile',
      '!KEYWORDS round, BrickLink 3068bpb1, Brick Owl 12-3',
      '!KEYWORDS bricklink 9, Rebrickable 77',
    ]
    expect(readPart('x', file(lines))).toMatchObject({
      numbers: { bricklink: '3068bpb1', brickowl: '12-3', rebrickable: '77' },
      confidence: 'exact-unverified',
    })
  })
})

it.each([
  ['~_Brick  1 x  1 Red (Obsolete)', 'Brick 1 x 1 Red'],
  ['=Brick', 'Brick'],
  ['Brick | Plate', 'Brick | Plate'],
])('the title %s in plain words', (title, plain) => {
  expect(plainTitle(title)).toBe(plain)
})

function ref(color: number, part: string): string {
  return `\n1 ${color} ${AT} ${part}.dat`
}

function file(lines: string[]): Uint8Array {
  return new TextEncoder().encode(
    lines
      .map((line) => (line.startsWith('\n') ? line : `\n0 ${line}`))
      .join('')
      .trimStart(),
  )
}
