import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUpHoldings, STATES, type Holding } from '../../src/core/lists/holding.js'
import { sourceOf } from '../../src/core/source.js'
import { readCollection, writeCollection } from '../../src/formats/collection-csv.js'
import { isCollection, isRebrickable } from '../../src/formats/sniff/tables.js'
import { shippedFacts } from '../../src/system/facts.js'

const facts = shippedFacts()

describe('the collection as a table', () => {
  it('is plain, sorted, and one holding on a line', () => {
    const text = writeCollection([
      { ...HOLDING, part: 'bl:973pb0001c01', color: 'bl:255', condition: 'U', state: 'built', source: 'set:6080-1' },
      { ...HOLDING, place: 'drawer A, left' },
    ])
    expect(text).toBe(
      [
        'part,color,condition,quantity,place,state,source,type,written',
        '3001,4,any,5,"drawer A, left",loose,order.xml,P,',
        'bl:973pb0001c01,bl:255,used,5,,built,set:6080-1,P,',
        '',
      ].join('\n'),
    )
    expect(isCollection(text)).toBe(true)
    expect(isRebrickable(text)).toBe(false)
  })

  it('is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(holdings, { maxLength: 20 }), async (some) => {
        const { value, problems } = await read(writeCollection(some))
        expect(value).toEqual(addUpHoldings(some))
        expect(problems).toEqual([])
      }),
    )
  })

  it('takes what people write by hand', async () => {
    const { value } = await read(`${HEADER}\n3001.dat,Red,new,2,,,,,\nld:3001,4,new,1,,loose,,P,`)
    expect(value).toEqual([{ ...HOLDING, condition: 'N', quantity: 3, source: '' }])
  })

  it.each([
    { row: ',4,any,1,,loose,,P,', message: 'the row names no part' },
    { row: '3001,Fog,any,1,,loose,,P,', message: '"Fog" is no color' },
    { row: '3001,4,any,-1,,loose,,P,', message: '"-1" is no number of pieces' },
    { row: '3001,4,any,1,,lost,,P,', message: '"lost" is none of loose, built, kept' },
  ])('leaves out and tells $row', async ({ row, message }) => {
    const { value, problems } = await read(`${HEADER}\n3001,4,any,5,,loose,order.xml,P,\n${row}`)
    expect(value).toEqual([HOLDING])
    expect(problems).toMatchObject([{ code: 'list.row', line: 3, message }])
  })
})

const HEADER = 'part,color,condition,quantity,place,state,source,type,written'

const HOLDING: Holding = {
  ...{ itemType: 'P', part: '3001', color: '4', condition: 'X', place: '', state: 'loose', source: 'order.xml' },
  written: '',
  quantity: 5,
}

const text = fc.oneof(
  fc.constantFrom('', '=1+1', "'quoted'", '-5', 'a,b "c"', 'Ü 1'),
  fc.stringMatching(/^[!-~]{1,6}$/),
)

const holdings = fc.record({
  itemType: fc.constantFrom('P' as const, 'M' as const),
  part: fc.constantFrom('3001', 'bl:3001', '3001a'),
  color: fc.constantFrom('4', 'any', 'bl:255', '0x2FF8800', 'lego:999'),
  condition: fc.constantFrom('N' as const, 'U' as const, 'X' as const),
  place: text,
  state: fc.constantFrom(...STATES),
  source: text,
  written: fc.constantFrom('', '3001A'),
  quantity: fc.integer({ min: 1, max: 1e6 }),
})

function read(content: string) {
  return readCollection(sourceOf(new TextEncoder().encode(content)), 'collection.csv', facts)
}
