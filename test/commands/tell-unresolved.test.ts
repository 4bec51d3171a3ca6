import { expect, it } from 'vitest'
import { tellUnresolved } from '../../src/commands/tell-unresolved.js'
import type { Unresolved } from '../../src/core/translate/translate.js'
import { unresolvedCsv } from '../../src/formats/view/unresolved-csv.js'
import { machine, type Io } from '../../src/system/io.js'

const MISSING: Unresolved[] = [
  {
    lot: { part: 'u9393p01c01', color: 4, quantity: 4, places: [{ file: 'tower.ldr', line: 88, quantity: 4 }] },
    reason: 'part',
    problem: { level: 'error', code: 'part.unknown', message: 'no number known', fix: 'try: brick id u9393p01c01' },
  },
  {
    lot: { part: '3001', color: 0x2ff8800, quantity: 13, places: [{ file: 'tower.ldr', line: 301, quantity: 13 }] },
    reason: 'color',
    problem: { level: 'error', code: 'color.unmapped', message: 'no color known' },
  },
]

it('lists all that is missing, with place, quantity, part, color and fix', () => {
  expect(said(MISSING, 'tower.unresolved.csv')).toEqual([
    'not written, 2 lots, 17 parts -> tower.unresolved.csv',
    '  tower.ldr:88    4x  u9393p01c01  color 4  no number known',
    '                      try: brick id u9393p01c01',
    '  tower.ldr:301  13x  3001         #FF8800  no color known',
  ])
})

it('says nothing when nothing is missing', () => {
  expect(said([], 'tower.unresolved.csv')).toEqual([])
})

it('has the same as a table', () => {
  expect(unresolvedCsv(MISSING).split('\n')).toEqual([
    'qty,part_ldraw,color_ldraw,missing,problem,fix,where',
    '4,u9393p01c01,4,part,no number known,try: brick id u9393p01c01,tower.ldr:88',
    `13,3001,${0x2ff8800},color,no color known,,tower.ldr:301`,
    '',
  ])
})

function said(unresolved: Unresolved[], file: string): string[] {
  const lines: string[] = []
  const io: Io = { ...machine(), say: (text) => void lines.push(text) }
  const catalog = { part: () => undefined, color: () => undefined }
  tellUnresolved(io, unresolved, { catalog, file })
  return lines
}
