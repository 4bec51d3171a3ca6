import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { bricklinkXml } from '../../src/formats/bricklink-xml.js'
import { readList, readLots } from './read-list.js'

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
    { title: 'no quotes', remarks: `"a"`, xml: '"a"' },
    { title: 'what looks escaped already', remarks: 'a &lt; b', xml: 'a &amp;amp;lt; b' },
    { title: 'line breaks', remarks: 'a\r\nb', xml: 'a b' },
  ])('escapes $title', ({ remarks, xml }) => {
    expect(write([{ part: '3001', color: 5, quantity: 1, remarks }])[0]).toContain(`<REMARKS>${xml}</REMARKS>`)
  })

  it('leaves out what XML cannot hold', () => {
    const [xml = ''] = write([{ part: '30\u000001', color: 5, quantity: 1, remarks: 'a\u0008b\uFFFFc\uD800d' }])
    expect(xml).toContain('<ITEMID>3001</ITEMID>')
    expect(xml).toContain('<REMARKS>abcd</REMARKS>')
  })

  it.each([
    { length: 255, said: [] },
    { length: 256, said: ['remarks of 1 lot cut: BrickLink takes 255 characters'] },
  ])('tells of $length characters of remarks whether they are cut', ({ length, said }) => {
    const lots = [{ part: '3001', color: 5, quantity: 1, remarks: '🧱'.repeat(length) }]
    const notes = bricklinkXml.notes?.({ system: 'bricklink', lots }, {}) ?? []
    expect(notes.map(({ message }) => message)).toEqual(said)
  })

  it('keeps remarks within what the site takes', () => {
    const [xml = ''] = write([{ part: '3001', color: 5, quantity: 1, remarks: '🧱'.repeat(300) }])
    expect([...(/<REMARKS>(.*)<\/REMARKS>/.exec(xml)?.[1] ?? '')]).toHaveLength(255)
  })

  it('comes in several files when it is long, and loses nothing', async () => {
    const lots = Array.from({ length: 2500 }, (_, i) => ({ part: String(3000 + i), color: 5, quantity: 2 }))
    const items = await Promise.all(write(lots).map((xml) => readLots(bricklinkXml, xml)))
    expect(items.map(({ length }) => length)).toEqual([1000, 1000, 500])
    expect(new Set(items.flat().map(({ part }) => part)).size).toBe(2500)
    expect(write(lots, 2500)).toHaveLength(1)
  })

  it('has nothing twice, also of what is a spare part elsewhere', () => {
    const lots: Lot[] = [
      { part: '3001', color: 5, quantity: 4 },
      { part: '3001', color: 5, quantity: 1, role: 'extra' },
    ]
    expect(write(lots)[0]?.match(/<MINQTY>\d+/g)).toEqual(['<MINQTY>5'])
  })

  it('is a list also when it is empty', () => {
    expect(write([])).toEqual(['<INVENTORY>\n</INVENTORY>\n'])
  })

  it('takes no color that is not known for "any color"', () => {
    expect(() => write([{ part: '3001', color: -1, quantity: 1 }])).toThrow('3001 has no BrickLink color')
  })
})

describe('reading a wanted list', () => {
  it.each([
    { title: 'usual', xml: item('<MINQTY>4</MINQTY><CONDITION>N</CONDITION>'), lot: { quantity: 4, condition: 'N' } },
    { title: 'in lower case', xml: item('<MINQTY>4</MINQTY>').toLowerCase(), lot: { quantity: 4 } },
    { title: 'with blanks', xml: item('<MINQTY>\n 4 </MINQTY>'), lot: { quantity: 4 } },
    { title: 'with thousands', xml: item('<MINQTY>1,200</MINQTY>'), lot: { quantity: 1200 } },
    { title: 'without a quantity', xml: item(''), lot: { quantity: 1 } },
    {
      title: 'with the quantity that the site writes for none',
      xml: item('<MINQTY>-1</MINQTY>'),
      lot: { quantity: 1 },
    },
    { title: 'with a price', xml: item('<MAXPRICE>0.25</MAXPRICE>'), lot: { quantity: 1, maxPrice: '0.25' } },
    { title: 'without a price', xml: item('<MAXPRICE>-1.0000</MAXPRICE>'), lot: { quantity: 1 } },
    { title: 'partly at hand', xml: item('<MINQTY>5</MINQTY><QTYFILLED>3</QTYFILLED>'), lot: { quantity: 5, have: 3 } },
    { title: 'with less than nothing at hand', xml: item('<QTYFILLED>-3</QTYFILLED>'), lot: { quantity: 1, have: 0 } },
    { title: 'with what nobody knows', xml: item('<COLOUR>x</COLOUR><A><B>1</B></A>'), lot: { quantity: 1 } },
    {
      title: 'in CDATA',
      xml: item('<REMARKS><![CDATA[a & <b>]]></REMARKS>'),
      lot: { quantity: 1, remarks: 'a & <b>' },
    },
    {
      title: 'with remarks that are escaped twice, on two lines',
      xml: item('<REMARKS>a &amp;lt;b&amp;gt;\r\n&amp; c&nbsp;&eacute;</REMARKS>'),
      lot: { quantity: 1, remarks: 'a <b> & c é' },
    },
    {
      title: 'with what the site remembers',
      xml: item('<NOTIFY>Y</NOTIFY><WANTEDSHOW>N</WANTEDSHOW><WANTEDLISTID>77</WANTEDLISTID>'),
      lot: { quantity: 1, carried: { notify: 'Y', wantedShow: 'N', wantedListId: '77' } },
    },
    {
      title: 'with what the site takes for granted',
      xml: item('<NOTIFY>N</NOTIFY><WANTEDSHOW>Y</WANTEDSHOW><WANTEDLISTID>0</WANTEDLISTID><REMARKS/>'),
      lot: { quantity: 1 },
    },
  ])('takes an item $title', async ({ xml, lot }) => {
    expect(await readLots(bricklinkXml, `<INVENTORY>${xml}</INVENTORY>`)).toEqual([{ part: '3001', color: 5, ...lot }])
  })

  it.each([
    { text: 'Part', itemType: undefined },
    { text: 'set', itemType: 'S' },
    { text: 'M', itemType: 'M' },
    { text: 'Original Box', itemType: 'O' },
  ])('takes the type $text', async ({ text, itemType }) => {
    const [lot] = await readLots(bricklinkXml, `<ITEM><ITEMTYPE>${text}</ITEMTYPE><ITEMID>x</ITEMID></ITEM>`)
    expect(lot?.itemType).toBe(itemType)
  })

  it('takes no color for any color', async () => {
    expect(await readLots(bricklinkXml, '<INVENTORY><ITEM><ITEMID>3001</ITEMID></ITEM></INVENTORY>')).toEqual([
      { part: '3001', color: 0, quantity: 1 },
    ])
  })

  it('adds up what files joined by hand have twice, and says so', async () => {
    const list = `<INVENTORY>${item('<MINQTY>4</MINQTY>')}</INVENTORY>`
    const { value, ledger, problems } = await readList(bricklinkXml, `<?xml version="1.0"?>\n${list}\n${list}`)
    expect(value.lots.map(({ quantity }) => quantity)).toEqual([8])
    expect(ledger).toMatchObject({ references: 8, listed: 8 })
    expect(problems.map(({ code }) => code)).toEqual(['list.duplicate-merged'])
  })

  it('says once how many items have no quantity', async () => {
    const { problems } = await readList(bricklinkXml, item('').replace('3001', '3002') + item(''))
    expect(problems).toEqual([
      { level: 'note', code: 'list.quantity', file: 'list', message: '2 items say not how many; 1 each' },
    ])
  })

  it.each([
    { title: 'a type that there is not', xml: '<ITEM><ITEMTYPE>x</ITEMTYPE></ITEM>', message: /no type of item: "x"/ },
    { title: 'no number', xml: '<ITEM><ITEMTYPE>P</ITEMTYPE></ITEM>', message: /without ITEMID/ },
    { title: 'a color in words', xml: item('').replace('>5<', '>red<'), message: /COLOR of 3001 is no number: "red"/ },
    { title: 'a quantity in words', xml: item('<MINQTY>two</MINQTY>'), message: /MINQTY is no number: "two" \(3001\)/ },
    { title: 'half a piece', xml: item('<MINQTY>0.5</MINQTY>'), message: /MINQTY is no number/ },
    { title: 'a quantity beyond reason', xml: item('<MINQTY>10000000000</MINQTY>'), message: /no number of pieces/ },
    { title: 'less than nothing', xml: item('<MINQTY>-3</MINQTY>'), message: /less than nothing: -3/ },
  ])('rejects $title, with the line', async ({ xml, message }) => {
    const { value, ledger, problems } = await readList(bricklinkXml, `<INVENTORY>\n${item('')}\n${xml}</INVENTORY>`)
    const errors = problems.filter(({ level }) => level === 'error')
    expect(value.lots).toHaveLength(1)
    expect(ledger).toMatchObject({ references: 2, listed: 1, unresolved: 1 })
    expect(errors).toMatchObject([{ line: 3, file: 'list' }])
    expect(errors[0]?.message).toMatch(message)
  })

  it('tells a price that makes no sense, and keeps the item', async () => {
    const { value, problems } = await readList(bricklinkXml, item('<MINQTY>1</MINQTY><MAXPRICE>cheap</MAXPRICE>'))
    expect(value.lots[0]).not.toHaveProperty('maxPrice')
    expect(problems).toMatchObject([
      { code: 'list.price', line: 1, message: 'MAXPRICE is no price: "cheap"; left out' },
    ])
  })

  it('refuses what is no wanted list', async () => {
    await expect(readList(bricklinkXml, '<BrickStoreXML><Inventory/></BrickStoreXML>')).rejects.toThrow(
      'list begins with <BRICKSTOREXML>, where a list begins with <INVENTORY>',
    )
    await expect(readList(bricklinkXml, 'no XML')).rejects.toThrow('list has no element')
  })
})

function item(more: string): string {
  return `<ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>3001</ITEMID><COLOR>5</COLOR>${more}</ITEM>`
}

function write(lots: Lot[], maxLots?: number): string[] {
  return bricklinkXml.write?.({ system: 'bricklink', lots }, maxLots === undefined ? {} : { maxLots }) ?? []
}
