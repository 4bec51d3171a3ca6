import { describe, expect, it } from 'vitest'
import { groupRows } from '../../src/core/lists/group.js'
import { emptyLedger } from '../../src/core/ledger.js'
import { json } from '../../src/formats/json.js'
import { BENCH, RED, listing, row } from './sample-listing.js'

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
          part: { ldraw: '3005', bricklink: '3005', rebrickable: null, brickowl: null },
          id: '3005',
          written: null,
          color: { name: 'Red', ldraw: 4, bricklink: 5, rebrickable: 4, lego: 21, rgb: '#C91A09', code: '4' },
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
          item_type: 'P',
          role: null,
          fields: {},
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
      code: '0x2FF8800',
    })
  })

  it('keeps the code of a color that nobody knows', () => {
    const odd = row('3005', undefined, { colorCode: 9999, colorName: 'color 9999' })
    expect(JSON.parse(json.write(listing([odd]))).lots[0].color).toMatchObject({ ldraw: 9999, rgb: null })
  })

  it('tells lots apart in groups that differ by no more than a role, or by the number in the file', () => {
    const place = { file: 'bench.mpd', model: 'main.ldr', line: 7, quantity: 1 }
    const rows = [
      row('3005', RED, { places: [place] }),
      row('3005', RED, { places: [place], role: 'extra' }),
      row('3005', RED, { places: [place], written: '3005old' }),
    ]
    for (const by of ['model', 'color'] as const) {
      const parsed = JSON.parse(json.write(listing(rows), { groups: groupRows(rows, by), by }))
      expect(parsed.groups[0].lots.map(({ lot }: { lot: number }) => lot)).toEqual([0, 1, 2])
    }
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
})
