import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { bricklinkXml } from '../../src/formats/bricklink-xml.js'

describe('the BrickLink wanted list', () => {
  it('has one full item on a line, by type, number and color', () => {
    const lots: Lot[] = [
      { part: '10201', color: 11, quantity: 1 },
      { part: '3023', color: 85, quantity: 1 },
      { part: '3023', color: 5, quantity: 2, condition: 'N' },
      { part: '6080-1', color: 0, quantity: 1, itemType: 'S' },
    ]
    expect(write(lots)).toEqual([
      [
        '<INVENTORY>',
        '<ITEM><ITEMTYPE>S</ITEMTYPE><ITEMID>6080-1</ITEMID><COLOR>0</COLOR><MINQTY>1</MINQTY><CONDITION>X</CONDITION><NOTIFY>N</NOTIFY></ITEM>',
        '<ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>3023</ITEMID><COLOR>5</COLOR><MINQTY>2</MINQTY><CONDITION>N</CONDITION><NOTIFY>N</NOTIFY></ITEM>',
        '<ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>3023</ITEMID><COLOR>85</COLOR><MINQTY>1</MINQTY><CONDITION>X</CONDITION><NOTIFY>N</NOTIFY></ITEM>',
        '<ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>10201</ITEMID><COLOR>11</COLOR><MINQTY>1</MINQTY><CONDITION>X</CONDITION><NOTIFY>N</NOTIFY></ITEM>',
        '</INVENTORY>',
        '',
      ].join('\n'),
    ])
  })

  it('writes what is optional where it is known', () => {
    const [xml = ''] = write([{ part: '3001', color: 5, quantity: 4, maxPrice: '0.25', have: 2, remarks: 'step 3' }])
    expect(xml).toContain(
      '<COLOR>5</COLOR><MAXPRICE>0.25</MAXPRICE><MINQTY>4</MINQTY><QTYFILLED>2</QTYFILLED>' +
        '<CONDITION>X</CONDITION><REMARKS>step 3</REMARKS><NOTIFY>N</NOTIFY>',
    )
  })

  it('adds up lots that are the same, whatever the case of their number', () => {
    const lots = [
      { part: 'FTBushP', color: 5, quantity: 1 },
      { part: 'ftbushp', color: 5, quantity: 2 },
    ]
    expect(write(lots)[0]?.match(/<MINQTY>(\d+)/g)).toEqual(['<MINQTY>3'])
  })

  it.each([
    { title: 'markup, twice, as the site shows remarks as HTML', remarks: 'a<b>', xml: 'a&amp;lt;b&amp;gt;' },
    { title: 'ampersands', remarks: 'a & b', xml: 'a &amp; b' },
    { title: 'quotes', remarks: `"a"`, xml: '&quot;a&quot;' },
    { title: 'line breaks', remarks: 'a\r\nb', xml: 'a b' },
  ])('escapes $title', ({ remarks, xml }) => {
    expect(write([{ part: '3001', color: 5, quantity: 1, remarks }])[0]).toContain(`<REMARKS>${xml}</REMARKS>`)
  })

  it('leaves out what XML cannot hold', () => {
    const [xml = ''] = write([{ part: '30\u000001', color: 5, quantity: 1, remarks: 'a\u0008b\uFFFFc\uD800d' }])
    expect(xml).toContain('<ITEMID>3001</ITEMID>')
    expect(xml).toContain('<REMARKS>abcd</REMARKS>')
  })

  it('keeps remarks within what the site takes', () => {
    const [xml = ''] = write([{ part: '3001', color: 5, quantity: 1, remarks: '🧱'.repeat(300) }])
    expect([...(/<REMARKS>(.*)<\/REMARKS>/.exec(xml)?.[1] ?? '')]).toHaveLength(255)
  })

  it('comes in several files when it is long, and loses nothing', () => {
    const lots = Array.from({ length: 2500 }, (_, i) => ({ part: String(3000 + i), color: 5, quantity: 2 }))
    const files = write(lots)
    const items = files.map((xml) => new XMLParser().parse(xml).INVENTORY.ITEM as { ITEMID: number }[])
    expect(items.map(({ length }) => length)).toEqual([1000, 1000, 500])
    expect(new Set(items.flat().map(({ ITEMID }) => ITEMID)).size).toBe(2500)
    expect(write(lots, 2500)).toHaveLength(1)
  })

  it('is a list also when it is empty', () => {
    expect(write([])).toEqual(['<INVENTORY>\n</INVENTORY>\n'])
  })

  it('takes no color that is not known for "any color"', () => {
    expect(() => write([{ part: '3001', color: -1, quantity: 1 }])).toThrow('3001 has no BrickLink color')
  })
})

function write(lots: Lot[], maxLots?: number): string[] {
  return bricklinkXml.write?.({ system: 'bricklink', lots }, maxLots === undefined ? {} : { maxLots }) ?? []
}
