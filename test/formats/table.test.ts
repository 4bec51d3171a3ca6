import { describe, expect, it } from 'vitest'
import { groupRows } from '../../src/core/lists/group.js'
import { NO_PAINT, type Paint } from '../../src/core/paint.js'
import { table } from '../../src/formats/table.js'
import { displayWidth } from '../../src/formats/view/width.js'
import { BENCH, BLACK, GLITTER, RED, listing, row } from './sample-listing.js'

describe('table', () => {
  it('aligns columns', () => {
    expect(table.write(BENCH)).toBe(
      [
        'Qty  Part   Color         Name',
        '  1  3023   Black         Plate 1 x 2',
        '  2  92912  Rubber Black  (no name: not in the catalog)',
        ' 12  3005   Red           Brick 1 x 1',
        '',
      ].join('\n'),
    )
  })

  it('puts groups under headings with their sums', () => {
    expect(table.write(BENCH, { groups: groupRows(BENCH.rows, 'model') })).toBe(
      [
        'Qty  Part   Color         Name',
        '',
        'main.ldr: 1 part in 1 lot, 1 color',
        '  1  3023   Black         Plate 1 x 2',
        '',
        'leg.ldr: 14 parts in 2 lots, 2 colors',
        ' 12  3005   Red           Brick 1 x 1',
        '  2  92912  Rubber Black  (no name: not in the catalog)',
        '',
      ].join('\n'),
    )
  })

  it('cuts names, but no number or color, in a narrow terminal', () => {
    const long = row('973pr1234567890c01', BLACK, { name: 'Torso with a very long name' })
    const colored = row('3005', GLITTER, { name: 'Brick 1 x 1' })
    const plain = row('3023', BLACK, { name: 'Plate 1 x 2 with a very long name' })
    const text = table.write(listing([long, colored, plain]), { columns: 40 })
    expect(text.split('\n').slice(1)).toEqual([
      '  1  973pr1234567890c01  Black',
      '  1  3005      Glitter Trans-Light Blue',
      '  1  3023      Black              Plate…',
      '',
    ])
  })

  it('fits every line where numbers and colors leave room', () => {
    const rows = [
      row('3005', BLACK, { name: 'Stein 積木 ブリック 1 x 1 mit langem Namen' }),
      row('3023', RED, { name: 'x'.repeat(200) }),
    ]
    const lines = table.write(listing(rows), { columns: 40 }).split('\n')
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(40)
  })

  it('cuts nothing without a terminal', () => {
    expect(table.write(listing([row('3023', RED, { name: 'x'.repeat(500) })]))).toContain('x'.repeat(500))
  })

  it('aligns wide characters by the columns they take', () => {
    const lines = table.write(listing([row('積木', RED, { name: 'A' }), row('30055', RED, { name: 'B' })])).split('\n')
    expect(displayWidth(lines[1]?.split('Red')[0] ?? '')).toBe(displayWidth(lines[2]?.split('Red')[0] ?? ''))
  })

  it('shows swatches where the paint can', () => {
    const paint: Paint = { ...NO_PAINT, colorful: true, swatch: (rgb) => (rgb === undefined ? '  ' : '██') }
    expect(table.write(listing([row('3005', RED, { name: 'Brick 1 x 1' })]), { paint })).toBe(
      'Qty  Part     Color  Name\n  1  3005  ██ Red    Brick 1 x 1\n',
    )
  })

  it.each([
    { status: 'custom', shown: 'Wing (custom part)' },
    { status: 'unknown', shown: 'Wing (not in the catalog)' },
    { status: 'missing', shown: 'Wing (submodel not found)' },
    { status: 'flexible', shown: 'Wing (flexible part)' },
  ] as const)('marks a part that is $status', ({ status, shown }) => {
    expect(table.write(listing([row('x', RED, { name: 'Wing', status })]))).toContain(shown)
  })
})
