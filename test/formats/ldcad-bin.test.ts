import { expect, it } from 'vitest'
import { ldcadBin } from '../../src/formats/ldcad-bin.js'
import { inShort, readList, told } from './read-list.js'

it('reads the items of a part bin, and tells what is none', async () => {
  const items = [
    '3001.dat:[color=4] [count=12]',
    'S\\Odd.DAT:[sourceInv=parts]',
    '3023.dat:[color=0x2FF0000]',
    'a:[count=x]',
    ']',
  ]
  const reading = await readList(ldcadBin, `[options]\r\nkind=basic\r\n\r\n<items>\r\n${items.join('\r\n')}`)
  expect(inShort(reading.value.lots)).toEqual(['5: 12 3001 4', '6: 1 s/odd 16', `7: 1 3023 ${0x2ff0000}`])
  expect(told(reading)).toEqual(['8: error list.quantity: x is no quantity of a', '9: error list.row: no part: ]'])
})
