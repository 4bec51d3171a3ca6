import { describe, expect, it } from 'vitest'
import type { ColorFact } from '../../src/core/catalog.js'
import { groupRows } from '../../src/core/group.js'
import { emptyLedger } from '../../src/core/ledger.js'
import type { Listing, Row } from '../../src/core/listing.js'
import type { Paint } from '../../src/core/paint.js'
import { csv } from '../../src/formats/csv.js'
import { json } from '../../src/formats/json.js'
import { markdown } from '../../src/formats/markdown.js'
import { table } from '../../src/formats/table.js'
import { displayWidth } from '../../src/formats/width.js'

const BLACK = color({ ldraw: 0, name: 'Black', rgb: '#1B2A34', bricklink: 11, rebrickable: 0, lego: [26] })
const RED = color({ ldraw: 4, name: 'Red', rgb: '#C91A09', bricklink: 5, rebrickable: 4, lego: [21] })
const RUBBER = color({ ldraw: 256, name: 'Rubber Black', rgb: '#1B2A34', kind: 'rubber', bricklink: 11 })
const GLITTER = color({ ldraw: 9, name: 'Glitter Trans-Light Blue', rgb: '#68BCC5', alpha: 128 })

const BENCH = listing([
  row('3023', BLACK, {
    name: 'Plate 1 x 2',
    places: [{ file: 'bench.mpd', model: 'main.ldr', line: 7, quantity: 1 }],
  }),
  row('92912', RUBBER, { quantity: 2, places: [{ file: 'bench.mpd', model: 'leg.ldr', line: 12, quantity: 2 }] }),
  row('3005', RED, {
    quantity: 12,
    name: 'Brick 1 x 1',
    places: [{ file: 'bench.mpd', model: 'leg.ldr', line: 10, quantity: 12 }],
  }),
])

const PLAIN: Paint = {
  colorful: false,
  swatch: () => '',
  heading: (text) => text,
  faint: (text) => text,
  level: (_, text) => text,
}

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
    const paint: Paint = { ...PLAIN, colorful: true, swatch: (rgb) => (rgb === undefined ? '  ' : '██') }
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

describe('json', () => {
  it('has every key of the schema, in order, with null for what is not known', () => {
    const place = { file: 'bench.mpd', model: 'leg.ldr', line: 10, quantity: 2 }
    const text = json.write(
      {
        ...listing([row('3005', RED, { quantity: 2, name: 'Brick 1 x 1', category: 'Brick', places: [place] })]),
        problems: [
          { level: 'warning', code: 'ref.no-name', file: 'bench.mpd', line: 8, message: 'no name', quantity: 1 },
        ],
      },
      { catalog: { source: 'rebrickable', date: '2026-04' } },
    )
    expect(JSON.parse(text)).toEqual({
      schema: 'brick.list/1',
      generated_from: ['bench.mpd'],
      catalog: { source: 'rebrickable', date: '2026-04' },
      lots: [
        {
          part: { ldraw: '3005', bricklink: '3005', rebrickable: null },
          color: { name: 'Red', ldraw: 4, bricklink: 5, rebrickable: 4, lego: 21, rgb: '#C91A09' },
          qty: 2,
          name: 'Brick 1 x 1',
          category: 'Brick',
          elements: [],
          years: null,
          sets: null,
          weight_g: null,
          condition: null,
          max_price: null,
          have: 0,
          remarks: null,
          where: [{ file: 'bench.mpd', model: 'leg.ldr', line: 10, qty: 2 }],
          status: 'ok',
          via: [],
        },
      ],
      totals: { parts: 2, lots: 1, colors: 1, weight_g: null },
      ledger: { ...emptyLedger() },
      issues: [
        {
          code: 'ref.no-name',
          level: 'warning',
          file: 'bench.mpd',
          line: 8,
          part: null,
          color: null,
          qty: 1,
          message: 'no name',
          fix: null,
        },
      ],
    })
    expect(Object.keys(JSON.parse(text))).toEqual([
      ...['schema', 'generated_from', 'catalog', 'lots', 'totals', 'ledger', 'issues'],
    ])
  })

  it('tells direct colors by their value', () => {
    const direct = row('3005', undefined, { colorCode: 0x2ff8800, colorName: '#FF8800', rgb: '#FF8800' })
    expect(JSON.parse(json.write(listing([direct]))).lots[0].color).toEqual({
      ...{ name: '#FF8800', ldraw: null, bricklink: null, rebrickable: null, lego: null, rgb: '#FF8800' },
    })
  })

  it('keeps the code of a color that nobody knows', () => {
    const odd = row('3005', undefined, { colorCode: 9999, colorName: 'color 9999' })
    expect(JSON.parse(json.write(listing([odd]))).lots[0].color).toMatchObject({ ldraw: 9999, rgb: null })
  })

  it('names the lots of groups by position', () => {
    const parsed = JSON.parse(json.write(BENCH, { groups: groupRows(BENCH.rows, 'model'), by: 'model' }))
    expect(parsed.groups).toEqual([
      { name: 'main.ldr', qty: 1, lots: [{ lot: 0, qty: 1 }] },
      {
        name: 'leg.ldr',
        qty: 14,
        lots: [
          { lot: 2, qty: 12 },
          { lot: 1, qty: 2 },
        ],
      },
    ])
  })

  it('writes 10,000 lots fast', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const places = [{ file: 'a.mpd', model: 'm.ldr', line: i, quantity: 3 }]
      return row(String(i), RED, { name: `Brick ${i}`, category: 'Brick', places })
    })
    const times = [1, 2, 3, 4, 5].map(() => {
      const start = performance.now()
      json.write(listing(rows))
      return performance.now() - start
    })
    // 15 to 30 ms on a small machine; the limit only catches what grows faster than the list.
    expect(Math.min(...times)).toBeLessThan(300)
  })
})

describe('csv', () => {
  it('has one id system in each column', () => {
    expect(csv.write(listing([row('3005', RED, { quantity: 2, name: 'Brick 1 x 1, "old"', category: 'Brick' })]))).toBe(
      [
        'qty,part_ldraw,part_bricklink,part_rebrickable,color_name,color_ldraw,color_bricklink,color_rebrickable,' +
          'color_lego,rgb,name,category,elements,condition,remarks,status,where',
        '2,3005,3005,,Red,4,5,4,21,#C91A09,"Brick 1 x 1, ""old""",Brick,,,,ok,',
        '',
      ].join('\n'),
    )
  })

  it.each(['=1+1', '+1', '-1', '@sum(a)', '\t=1'])('keeps %j from being a formula', (name) => {
    const [, line = ''] = csv.write(listing([row('3005', RED, { name })])).split('\n')
    expect(line.split(',')[10]).toMatch(/^'/)
  })

  it('leaves negative color codes numbers', () => {
    const [, line = ''] = csv
      .write(listing([row('3005', undefined, { colorCode: -1, colorName: 'color -1' })]))
      .split('\n')
    expect(line.split(',')[5]).toBe('-1')
  })

  it('puts the group into the first column', () => {
    const lines = csv.write(BENCH, { groups: groupRows(BENCH.rows, 'model'), by: 'model' }).split('\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['model', 'main.ldr', 'leg.ldr', 'leg.ldr', ''])
  })
})

describe('markdown', () => {
  it('is a table with a sum', () => {
    expect(markdown.write(listing([row('3005', RED, { name: 'Brick 1 x 1' })]))).toBe(
      [
        '| Qty | Part | Color | Name |',
        '| --: | :-- | :-- | :-- |',
        '| 1 | 3005 | Red | Brick 1 x 1 |',
        '',
        '1 part in 1 lot, 1 color',
        '',
      ].join('\n'),
    )
  })

  it('lets no text out of its cell', () => {
    const text = markdown.write(listing([row('a|b', RED, { name: '<script>\n| *x* <!-- /brick:parts -->' })]))
    expect(text).toContain('| a\\|b | Red | \\<script\\> \\| \\*x\\* \\<!-- /brick:parts --\\> |')
  })
})

describe('text from a hostile file', () => {
  const ESCAPE = '\u001b[31m\u009b2J\u202e\u0007'
  const hostile = listing([row(`30${ESCAPE}05`, RED, { name: `Brick${ESCAPE}`, colorName: ESCAPE, places: [evil()] })])

  it.each([table, csv, markdown, json])('cannot command a terminal through $id', (view) => {
    const groups = groupRows(hostile.rows, 'model')
    for (const text of [view.write(hostile), view.write(hostile, { groups })]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }
  })

  function evil() {
    return { file: `a${ESCAPE}.ldr`, model: `m${ESCAPE}`, line: 1, quantity: 1 }
  }
})

function color(facts: Partial<ColorFact> & Pick<ColorFact, 'ldraw' | 'name' | 'rgb'>): ColorFact {
  const looks = { edge: '#333333', alpha: 255, finish: '' }
  return { ...looks, ldrawName: facts.name, kind: 'own', lego: [], legoName: '', ...facts }
}

function row(shown: string, color: ColorFact | undefined, rest: Partial<Row> = {}): Row {
  return {
    quantity: 1,
    part: { ldraw: shown, bricklink: shown },
    shown,
    colorCode: color?.ldraw ?? 16,
    color,
    rgb: color?.rgb,
    colorName: color?.name ?? '(main color)',
    name: '',
    category: '',
    elements: [],
    confidence: 'exact',
    status: 'ok',
    places: [],
    via: [],
    ...rest,
  }
}

function listing(rows: Row[]): Listing {
  return { sources: ['bench.mpd'], rows, ledger: emptyLedger(), problems: [] }
}
