import { describe, expect, it } from 'vitest'
import type { ColorFact } from '../../../src/core/catalog/catalog.js'
import { sortRows, type Sort } from '../../../src/core/lists/arrange.js'
import { renameColors } from '../../../src/core/catalog/color-names.js'
import { foldRows } from '../../../src/core/lists/fold.js'
import { groupRows } from '../../../src/core/lists/group.js'
import type { Place } from '../../../src/core/inventory.js'
import type { Row } from '../../../src/core/catalog/listing.js'
import { BLACK as SAMPLE_BLACK, color, row as sampleRow, RUBBER } from '../../formats/sample-listing.js'

const BLACK = { ...SAMPLE_BLACK, bricklinkName: 'Black', legoName: 'BLACK (26)' }
const WHITE = color({ ldraw: 15, name: 'White', rgb: '#FFFFFF' })

describe('sortRows', () => {
  const rows = [
    row('3005', WHITE, { quantity: 2, name: 'Brick 1 x 1', category: 'Brick' }),
    row('92912', RUBBER, { quantity: 2, name: 'Band', category: 'Technic' }),
    row('3024', BLACK, { quantity: 1, name: 'Plate 1 x 1', category: 'Plate' }),
    row('3460', BLACK, { quantity: 5, name: 'Plate 1 x 8', category: 'Plate' }),
    row('3023', BLACK, { quantity: 1, name: 'Plate 1 x 10', category: 'Plate' }),
    row('3001', undefined, { quantity: 9, name: 'Brick 2 x 4', category: 'Brick', colorCode: 16 }),
  ]

  it.each<{ by: Sort; order: string[] }>([
    { by: 'color', order: ['3023', '3024', '3460', '92912', '3005', '3001'] },
    { by: 'part', order: ['3001', '3005', '3023', '3024', '3460', '92912'] },
    { by: 'quantity', order: ['3001', '3460', '92912', '3005', '3023', '3024'] },
    { by: 'name', order: ['92912', '3005', '3001', '3024', '3460', '3023'] },
    { by: 'category', order: ['3001', '3005', '3023', '3024', '3460', '92912'] },
  ])('sorts by $by', ({ by, order }) => {
    expect(sortRows(rows, by).map(({ shown }) => shown)).toEqual(order)
  })

  it('gives the same order whatever order it is given', () => {
    expect(sortRows([...rows].reverse())).toEqual(sortRows(rows))
  })
})

describe('groupRows', () => {
  const leg: Place = { file: 'a.mpd', model: 'leg.ldr', line: 9, quantity: 4 }
  const body: Place = { file: 'a.mpd', model: 'main.ldr', line: 2, step: 2, quantity: 1 }
  const first: Place = { file: 'a.mpd', model: 'main.ldr', line: 3, step: 1, quantity: 2 }

  it('splits a lot between the submodels that use it, in the order of the file', () => {
    const groups = groupRows([row('3005', BLACK, { quantity: 5, places: [leg, body] })], 'model')
    expect(summaryOf(groups)).toEqual([
      ['main.ldr', [['3005', 1]]],
      ['leg.ldr', [['3005', 4]]],
    ])
  })

  it('splits by step of each submodel', () => {
    const groups = groupRows([row('3005', BLACK, { quantity: 7, places: [leg, body, first] })], 'step')
    expect(summaryOf(groups)).toEqual([
      ['main.ldr, step 1', [['3005', 2]]],
      ['main.ldr, step 2', [['3005', 1]]],
      ['leg.ldr, step 1', [['3005', 4]]],
    ])
  })

  it('names the file too when there are several', () => {
    const other: Place = { file: 'b.ldr', line: 1, quantity: 1 }
    const groups = groupRows([row('3005', BLACK, { quantity: 5, places: [leg, other] })], 'model')
    expect(groups.map(({ title }) => title)).toEqual(['a.mpd leg.ldr', 'b.ldr'])
  })

  it('loses no piece that has no place', () => {
    const groups = groupRows([row('3005', BLACK, { quantity: 6, places: [leg] })], 'model')
    expect(summaryOf(groups)).toEqual([
      ['leg.ldr', [['3005', 4]]],
      ['no place in a model', [['3005', 2]]],
    ])
  })

  it('groups by color and by category', () => {
    const rows = [
      row('3024', BLACK, { category: 'Plate' }),
      row('3005', WHITE, { category: 'Brick' }),
      row('3005', BLACK, { category: 'Brick' }),
    ]
    expect(groupRows(rows, 'color').map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Black', 2],
      ['White', 1],
    ])
    expect(groupRows(rows, 'category').map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Brick', 2],
      ['Plate', 1],
    ])
  })
})

describe('foldRows', () => {
  const relations = {
    part: () => undefined,
    moulds: (part: string) => (part === '3794a' ? ['15573'] : part === '15573' ? ['3794a'] : []),
  }

  it('adds prints and stickered parts to the plain part', () => {
    const rows = [row('3069bp01', BLACK), row('3069b', BLACK, { quantity: 3 }), row('3069bd0a', BLACK)]
    const [folded, ...others] = foldRows(rows, ['prints'], relations)
    expect(others).toEqual([])
    expect(folded).toMatchObject({ shown: '3069b', quantity: 5 })
    expect(folded?.via).toContain('stands for 3069bp01')
  })

  it('leaves numbers that only look like prints', () => {
    expect(foldRows([row('970c00', BLACK)], ['prints'], relations)[0]?.shown).toBe('970c00')
  })

  it('adds moulds, by known relation and by letter', () => {
    const rows = [
      row('3794a', BLACK),
      row('15573', BLACK, { quantity: 2 }),
      row('4085a', BLACK),
      row('4085b', BLACK),
      row('4085a', WHITE),
    ]
    const folded = foldRows(rows, ['moulds'], relations)
    expect(folded.map(({ shown, colorName, quantity }) => [shown, colorName, quantity])).toEqual([
      ['3794a', 'Black', 3],
      ['4085a', 'Black', 2],
      ['4085a', 'White', 1],
    ])
  })

  it('adds colors', () => {
    const folded = foldRows([row('3005', BLACK), row('3005', WHITE), row('3024', WHITE)], ['colors'], relations)
    expect(folded.map(({ shown, colorName, quantity }) => [shown, colorName, quantity])).toEqual([
      ['3005', '(2 colors)', 2],
      ['3024', 'White', 1],
    ])
  })
})

describe('renameColors', () => {
  it('calls colors as another system does, and keeps names that it has none for', () => {
    const rows = [row('3005', BLACK), row('3005', undefined, { colorName: '#FF8800' })]
    expect(renameColors(rows, 'lego').map(({ colorName }) => colorName)).toEqual(['BLACK (26)', '#FF8800'])
  })
})

function row(shown: string, color: ColorFact | undefined, rest: Partial<Row> = {}): Row {
  return sampleRow(shown, color, { part: { ldraw: shown, rebrickable: shown }, name: shown, ...rest })
}

function summaryOf(groups: { title: string; rows: Row[] }[]) {
  return groups.map(({ title, rows }) => [title, rows.map(({ shown, quantity }) => [shown, quantity])])
}
