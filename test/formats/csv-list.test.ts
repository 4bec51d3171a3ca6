import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../src/core/catalog/color-code.js'
import { csvList } from '../../src/formats/csv-list.js'
import { isTable } from '../../src/formats/sniff/tables.js'
import { inShort, readList, told } from './read-list.js'

describe('a table whose header says whose numbers it has', () => {
  it.each([
    { title: 'BrickLink numbers', header: 'BrickLink ID,Color ID,Qty', row: '3001,5,2', read: 'bricklink 2 3001 5' },
    {
      title: 'BrickStore columns',
      header: 'ItemId,ItemType,ColorName,Quantity',
      row: '3001,P,Red,2',
      read: 'bricklink 2 3001 5',
    },
    { title: 'LDraw numbers', header: 'LDraw Part;LDraw Color;Count', row: '3001;4;2', read: 'ldraw 2 3001 4' },
    {
      title: 'Rebrickable numbers',
      header: 'rebrickable_part,color,pcs',
      row: '3001,Red,2',
      read: 'rebrickable 2 3001 4',
    },
    {
      title: 'numbers of a table',
      header: 'part_num\tcolor_id\tcount',
      row: '3001\t4\t2',
      read: 'rebrickable 2 3001 4',
    },
    { title: 'design numbers', header: 'DesignID,LEGO Color,Quantity', row: '3001,21,2', read: 'lego 2 3001 21' },
    { title: 'elements', header: 'Element ID,Color,Quantity', row: '300121,any,2', read: 'element 2 300121 0' },
    {
      title: 'parts and colors of two',
      header: 'bl_part,ldraw_color,qty',
      row: '3001,4,2',
      read: 'bricklink 2 3001 5',
    },
    {
      title: 'several',
      header: 'LDrawId,BLItemNo,LDrawColorId,BLColorId,Qty',
      row: '3001,3001old,4,5,2',
      read: 'bricklink 2 3001old 5',
    },
    { title: 'part and color only', header: 'Part,Color,Quantity', row: '3001,Red,2', read: 'rebrickable 2 3001 4' },
  ])('is read with $title', async ({ header, row, read }) => {
    expect(isTable(`${header}\n${row}\n`)).toBe(true)
    const { value, problems } = await readList(csvList, `${header}\n${row}\n`)
    const [lot] = value.lots
    expect(`${value.system} ${lot?.quantity} ${lot?.part} ${lot?.color}`).toBe(read)
    expect(problems).toEqual([])
  })

  it('may say more of each lot', async () => {
    const header = 'Item No,Item Type,Color ID,Qty,Condition,Price,Max Price,Have,Remarks,Comments,Item Name'
    const row = '3001,P,5,2,Used,"$1,234.50","0,25",1,tower,scratched,Brick'
    const { value } = await readList(csvList, `${header}\n${row}\n6080,Set,,1,N,,-1,,,,\n`)
    expect(value.lots).toMatchObject([
      {
        ...{ part: '3001', color: 5, quantity: 2, condition: 'U', maxPrice: '0.25', have: 1, remarks: 'tower' },
        carried: { price: '1234.50', comments: 'scratched', name: 'Brick' },
      },
      { itemType: 'S', part: '6080-1', color: 0, quantity: 1, condition: 'N' },
    ])
    expect(value.lots[1]).not.toHaveProperty('maxPrice')
  })

  it('tells item types that nobody knows, and numbers that may mean two things', async () => {
    const rows = ['3001,P,5,2', '3002,U,5,2', '3003,P,5,2.000', '3004,,5,"2,000"', '3005,P,5,99999999999']
    const reading = await readList(csvList, `BLItemNo,Item Type,Color ID,Qty\n${rows.join('\n')}\n`)
    expect(inShort(reading.value.lots)).toEqual(['2: 2 3001 5', '5: 2000 3004 5'])
    expect(told(reading)).toEqual([
      '3: error list.row: nobody knows the item type U of 3002',
      '4: error list.quantity: 2.000 is no quantity of 3003',
      '6: error list.quantity: 99999999999 is no quantity of 3005',
    ])
    expect(reading.ledger).toMatchObject({ references: 2005, listed: 2002, unresolved: 3 })
  })

  it('has a point for thousands where semicolons are between the columns', async () => {
    const { value } = await readList(csvList, 'BLItemNo;Color ID;Qty\n3001;5;2.000\n')
    expect(inShort(value.lots)).toEqual(['2: 2000 3001 5'])
  })

  it('knows the colors that stand for any, and tells those that nobody knows', async () => {
    const rows = [
      '3001,(Not Applicable),1',
      '3002,0,1',
      '3003,"[No Color/Any Color]",1',
      '3004,Nonsense,1',
      '3005,bl:11,1',
    ]
    const reading = await readList(csvList, `BLItemNo,Color,Qty\n${rows.join('\n')}\n`)
    expect(reading.value.lots.map(({ part, color }) => [part, color])).toEqual([
      ['3001', 0],
      ['3002', 0],
      ['3003', 0],
      ['3005', 11],
    ])
    expect(told(reading)).toEqual(['5: error list.row: nobody knows the color Nonsense of 3004'])
  })
})

describe('our own table', () => {
  const HEADER =
    'group,qty,part_ldraw,part_bricklink,part_rebrickable,color_name,color_ldraw,color_bricklink,color_rebrickable,' +
    'color_lego,rgb,name,category,elements,condition,remarks,status,where\n'

  it('is read back', async () => {
    const rows = [
      "Bricks,4,3001,3001,3001,Red,4,5,4,21,#B40000,Brick  2 x  4,Brick,300121,N,'=tower,ok,castle.ldr:5",
      'Bricks,2,3005,3005,3005,#FF0000,0x2FF0000,,,,#FF0000,Brick  1 x  1,Brick,,X,,ok,castle.ldr:6',
      'Bricks,1,3004,3004,3004,(any color),,,,,,Brick  1 x  2,Brick,,,,ok,',
      'Sets,1,,6080-1,,(not applicable),,,,,,Castle,Sets,,,,unknown,',
      'Parts,3,,973pb0001c01,,Red,4,5,4,21,#B40000,Torso,Torso,,,,unknown,',
    ]
    const reading = await readList(csvList, `${HEADER}${rows.join('\n')}\n`)
    expect(reading.value.system).toBe('ldraw')
    expect(inShort(reading.value.lots)).toEqual([
      '2: 4 3001 4 {"condition":"N","remarks":"=tower"}',
      `3: 2 3005 ${0x2ff0000} {"condition":"X"}`,
      `4: 1 3004 ${ANY_COLOR}`,
      `5: 1 bl:6080-1 ${ANY_COLOR} {"itemType":"S"}`,
      '6: 3 bl:973pb0001c01 4',
    ])
    expect(reading.facts?.map(({ id, title }) => `${id} ${title}`)).toEqual([
      'bl:6080-1 Castle',
      'bl:973pb0001c01 Torso',
    ])
  })

  it('tells rows without part, color or quantity', async () => {
    const reading = await readList(csvList, 'qty,part_ldraw,color_ldraw\n1,3001,\n,3001,4\n1,,4\n1,3001,4\n')
    expect(told(reading).map((text) => text.slice(0, 18))).toEqual([
      '2: error list.row:',
      '3: error list.row:',
      '4: error list.row:',
    ])
    expect(inShort(reading.value.lots)).toEqual(['5: 1 3001 4'])
  })

  it('tells rows of an item type that nobody knows', async () => {
    const reading = await readList(csvList, 'qty,part_ldraw,color_ldraw,item_type\n1,3001,4,U\n2,3001,4,P\n')
    expect(told(reading)).toEqual(['2: error list.row: nobody knows the item type U'])
    expect(inShort(reading.value.lots)).toEqual(['3: 2 3001 4'])
  })
})

describe('a table of which the user says what is what', () => {
  const NAMED = 'Nr,Shade,Stk,Art\n3001,Red,2,N\n'
  const BARE = '2,3001,x,5\n4,3005,x,7\n'

  it.each([
    { columns: 'part=Nr,color=Shade,qty=Stk,system=bl', text: NAMED, read: ['bricklink', '2: 2 3001 5'] },
    { columns: 'bl=nr,color=shade,quantity=stk', text: NAMED, read: ['bricklink', '2: 2 3001 5'] },
    { columns: 'rb.part=1,ld.color=2,qty=3', text: NAMED, read: ['rebrickable', '2: 2 3001 4'] },
    { columns: 'ld=1,color=2,qty=3,condition=Art', text: NAMED, read: ['ldraw', '2: 2 3001 4 {"condition":"N"}'] },
    { columns: 'BL=2, Color=4, Qty=1', text: BARE, read: ['bricklink', '1: 2 3001 5', '2: 4 3005 7'] },
    { columns: 'item=2,color=4', text: BARE, read: ['bricklink', '1: 1 3001 5', '2: 1 3005 7'] },
    { columns: 'lego=2,qty=1', text: BARE, read: ['lego', '1: 2 3001 0', '2: 4 3005 0'] },
    { columns: 'element=1,qty=2', text: '300121,4\n', read: ['element', '1: 4 300121 0 {"element":"300121"}'] },
    {
      columns: 'bl=1,element=2,color=3',
      text: '3001,300121,5\n',
      read: ['bricklink', '1: 1 3001 5 {"element":"300121"}'],
    },
    { columns: 'set=2,qty=3', text: '"2017-11-19",7134-1,1,\n', read: ['bricklink', '1: 1 7134-1 0 {"itemType":"S"}'] },
    { columns: 'set=1', text: 'Set\n6080\n', read: ['bricklink', '2: 1 6080-1 0 {"itemType":"S"}'] },
    { columns: 'part=BLItemNo,color=2,qty=3', text: 'BLItemNo,c,n\n3001,5,1\n', read: ['bricklink', '2: 1 3001 5'] },
    {
      columns: 'part=1,color=LDrawColorId,system=bl',
      text: 'p,LDrawColorId\n3001,4\n',
      read: ['bricklink', '2: 1 3001 5'],
    },
  ])('is read with $columns', async ({ columns, text, read }) => {
    const { value } = await readList(csvList, text, { columns })
    expect([value.system, ...inShort(value.lots)]).toEqual(read)
  })

  it.each([
    { columns: 'part=1,color=2', message: '--columns does not say whose numbers the parts have' },
    { columns: 'color=2,qty=1', message: '--columns does not say where the parts are' },
    { columns: 'bl=1,qty=9', message: 'list:1: no column 9 in the table that begins: Nr, Shade, Stk, Art' },
    { columns: 'bl=1,qty=0', message: 'list:1: no column 0 in the table' },
    { columns: 'bl=Number', message: 'list:1: no column Number in the table' },
    { columns: 'bl=1,rb=2', message: '--columns names part twice' },
    { columns: 'bl=1,system=rb', message: '--columns says two systems for the parts: bricklink and rebrickable' },
    { columns: 'bl=1,weight=2', message: '--columns does not take "weight=2"' },
    { columns: 'bl', message: '--columns does not take "bl"' },
    { columns: 'xx.part=1', message: '--columns does not take "xx.part=1"' },
    { columns: 'part=1,system=lugnet', message: '--columns does not take "system=lugnet"' },
    { columns: 'constructor=1', message: '--columns does not take "constructor=1"' },
  ])('is refused with $columns', async ({ columns, message }) => {
    await expect(readList(csvList, NAMED, { columns })).rejects.toThrow(message)
  })
})

describe('any other table', () => {
  it.each([
    { title: 'a header that says too little', text: 'Nr,Shade,Stk\n1,2,3\n', shown: 'Nr, Shade, Stk' },
    {
      title: 'no header',
      text: 'accents-3600,element,3600\r\narches,part,deep\r\n',
      shown: 'accents-3600, element, 3600',
    },
    { title: 'a part number, and no color', text: 'BLItemNo,Qty\n3001,2\n', shown: 'BLItemNo, Qty' },
    { title: 'a long row', text: `${'abc,'.repeat(100)}\n`, shown: 'abc, abc, abc, ' },
    { title: 'signs that command a terminal', text: 'a\u001b[2J,b\n', shown: 'a\uFFFD[2J, b' },
  ])('is refused with $title, and what to do', async ({ text, shown }) => {
    expect(isTable(text)).toBe(false)
    const read = readList(csvList, text)
    await expect(read).rejects.toThrow(`list:1: cannot tell which column is what in the table that begins: ${shown}`)
    await expect(read).rejects.toMatchObject({
      exit: 3,
      hint: expect.stringContaining('--columns part=2,color=5') as string,
    })
  })

  it('is refused without a row', async () => {
    await expect(readList(csvList, '\n,,\n')).rejects.toThrow('there are no rows in list')
  })
})
