import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bricklinkOrder } from '../../src/formats/bricklink-order.js'
import { readList, readLots } from './read-list.js'

const ORDERS = readFileSync('fixtures/formats/bl-order.xml', 'utf8')

describe('BrickLink orders', () => {
  it('are what is on its way, and where to look it up', async () => {
    const { value, ledger, problems } = await readList(bricklinkOrder, ORDERS)
    expect(value.lots).toMatchObject([
      { part: '3024', color: 11, quantity: 1200, condition: 'U', remarks: 'tray <7>; order 1001' },
    ])
    expect(value.lots[0]?.carried).toEqual({ price: '0.0400', lotId: '90210' })
    expect(ledger).toMatchObject({ references: 1208, listed: 1200, skipped: 8, rules: { 'cancelled order': 8 } })
    expect(problems).toMatchObject([
      { code: 'list.left-out', message: '1 order is cancelled or came to nothing; left out' },
    ])
  })

  it('are told from others by their numbers, but for those that bring nothing', async () => {
    expect((await readList(bricklinkOrder, ORDERS)).orders).toEqual(['BrickLink 1001'])
    expect((await readList(bricklinkOrder, ORDERS, { asWritten: true })).orders).toHaveLength(2)
  })

  it('are all listed as written', async () => {
    expect(await readLots(bricklinkOrder, ORDERS, { asWritten: true })).toHaveLength(2)
  })

  it.each(['Cancelled', 'NPB', 'NPX', 'NSS'])(
    'that are %s bring nothing, also where that stands last',
    async (status) => {
      const item = '<ITEM><ITEMID>3001</ITEMID><QTY>4</QTY></ITEM>'
      const text = `<ORDER>${item}<ORDERSTATUS>${status}</ORDERSTATUS></ORDER>`
      expect(await readLots(bricklinkOrder, text)).toEqual([])
    },
  )

  it('may be one alone, without a number or status', async () => {
    const text = '<ORDER><ITEM><ITEMID>3001</ITEMID><QTY>4</QTY></ITEM></ORDER>'
    expect(await readLots(bricklinkOrder, text)).toEqual([{ part: '3001', color: 0, quantity: 4 }])
  })
})
