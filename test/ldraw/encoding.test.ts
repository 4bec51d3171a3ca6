import { expect, it } from 'vitest'
import { parseDocument } from '../../src/ldraw/parse.js'

const FILE = [0x30, 0x20, 0x46, 0x49, 0x4c, 0x45, 0x20]

it.each([
  ['UTF-8', [...FILE, 0x47, 0xc3, 0xbc], 'G\u00fc'],
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...FILE, 0x47, 0xc3, 0xbc], 'G\u00fc'],
  ['Windows-1252', [...FILE, 0x47, 0xfc], 'G\u00fc'],
  ['Windows-1252, where Latin-1 has nothing', [...FILE, 0x80, 0x93, 0x41], '\u20ac\u201cA'],
  ['what DOS left at the end', [...FILE, 0x41, 0x1a, 0x00, 0x00], 'A'],
  ['NUL in the middle', [...FILE, 0x41, 0x00, 0x42], 'A\u0000B'],
  ['UTF-16, little end first', [0xff, 0xfe, ...[...FILE, 0x47, 0xfc].flatMap((byte) => [byte, 0])], 'G\u00fc'],
  ['UTF-16, big end first', [0xfe, 0xff, ...[...FILE, 0x47, 0xfc].flatMap((byte) => [0, byte])], 'G\u00fc'],
])('reads %s', (_title, bytes, name) => {
  expect(nameIn(bytes)).toBe(name)
})

it('decodes all of a file alike: one byte that is no UTF-8 makes all of it Windows-1252', () => {
  expect(nameIn([...FILE, 0xc3, 0xbc, 0x0a, 0x30, 0x20, 0xfc])).toBe('\u00c3\u00bc')
})

it('reads long names like short ones', () => {
  const long = Array.from({ length: 300 }, () => [0xc3, 0xbc]).flat()
  expect(nameIn([...FILE, ...long])).toBe('\u00fc'.repeat(300))
})

it('warns of UTF-16, and reads it only where it may mend', () => {
  const bytes = Uint8Array.from([0xff, 0xfe, ...FILE.flatMap((byte) => [byte, 0]), 0x41, 0x00])
  const read = (mend: boolean) => parseDocument(bytes, 'x', { mend, steps: false })
  expect(read(true).problems).toMatchObject([{ code: 'file.encoding', file: 'x' }])
  expect(read(true).blocks[0]?.name).toBe('A')
  expect(read(false).blocks[0]?.name).toBe('')
})

function nameIn(bytes: number[]): string | undefined {
  return parseDocument(Uint8Array.from(bytes), 'x', { mend: true, steps: false }).blocks[0]?.name
}
