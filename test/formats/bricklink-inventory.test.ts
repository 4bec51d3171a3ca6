import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bricklinkInventory } from '../../src/formats/bricklink-inventory.js'
import { readList, readLots } from './read-list.js'

const SET = readFileSync('fixtures/formats/bl-inventory.set.xml', 'utf8')
const STORE = readFileSync('fixtures/formats/bl-inventory.xml', 'utf8')

describe('a BrickLink inventory', () => {
  it('of a set has the regular parts, and one of the alternates', async () => {
    const { value, ledger, problems } = await readList(bricklinkInventory, SET)
    expect(value.lots.map(({ part, quantity }) => [part, quantity])).toEqual([
      ['3010', 6],
      ['2555', 2],
    ])
    expect(ledger).toMatchObject({ references: 15, listed: 8, skipped: 7 })
    expect(ledger.rules).toEqual({ spare: 1, alternate: 2, counterpart: 4 })
    expect(problems).toMatchObject([
      { level: 'note', code: 'list.left-out', message: 'rows left out: 1 spare, 1 alternate, 1 counterpart' },
    ])
  })

  it('has no alternate where a regular row has its match number', async () => {
    const alternates = rowOf('2555', '<ALTERNATE>Y</ALTERNATE><MATCHID>7</MATCHID>')
    const regular = rowOf('15712', '<MATCHID>7</MATCHID>')
    expect(await readLots(bricklinkInventory, alternates + regular)).toMatchObject([{ part: '15712' }])
  })

  it('lists spare parts on request, marked as such', async () => {
    const lots = await readLots(bricklinkInventory, SET, { spares: 'keep' })
    expect(lots.filter(({ role }) => role === 'extra')).toMatchObject([{ part: '3010', quantity: 1 }])
  })

  it('lists every row as written, with its role', async () => {
    const { value, ledger } = await readList(bricklinkInventory, SET, { asWritten: true })
    expect(value.lots.map(({ role, carried }) => [role, carried?.matchId])).toEqual([
      [undefined, undefined],
      ['extra', undefined],
      ['alternate', '7'],
      ['alternate', '7'],
      ['counterpart', undefined],
    ])
    expect(ledger).toMatchObject({ references: 15, listed: 15 })
  })

  it('of a store keeps what its owner says of each lot', async () => {
    const lots = await readLots(bricklinkInventory, STORE)
    expect(lots.find(({ part }) => part === '3024')).toEqual({
      ...{ part: '3024', color: 11, quantity: 1200, condition: 'U', remarks: 'box 7' },
      carried: {
        ...{ bulk: '10', sale: '20', comments: 'light & clean', lotId: '90210', price: '0.045', retain: 'Y' },
        ...{ stockroom: 'B', tiers: '100:0.04' },
      },
    })
  })

  it('keeps the currency where it is not the usual one', async () => {
    const prices = '<PRICE>1,234.5</PRICE><BASECURRENCYCODE>EUR</BASECURRENCYCODE>'
    const [lot] = await readLots(bricklinkInventory, rowOf('3001', prices))
    expect(lot?.carried).toEqual({ price: '1234.5', currency: 'EUR' })
  })

  it('rejects a row without a quantity', async () => {
    const { problems } = await readList(bricklinkInventory, '<ITEM><ITEMID>3001</ITEMID><EXTRA>N</EXTRA></ITEM>')
    expect(problems).toMatchObject([{ level: 'error', message: 'QTY is no number: "" (3001)' }])
  })

  it('is written as it was read', async () => {
    const { value } = await readList(bricklinkInventory, STORE, { asWritten: true })
    expect(bricklinkInventory.write?.({ system: 'bricklink', lots: value.lots }, {})).toEqual([STORE])
  })
})

function rowOf(part: string, more: string): string {
  return `<ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>${part}</ITEMID><COLOR>11</COLOR><QTY>2</QTY>${more}</ITEM>`
}
