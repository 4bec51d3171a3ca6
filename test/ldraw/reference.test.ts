import { expect, it } from 'vitest'
import { readReference, STUDIO_LINES } from '../../src/ldraw/reference.js'

const AT = '0 0 0 1 0 0 0 1 0 0 0 1'

it.each([
  ['plain', `4 ${AT} 3001.dat`, '3001.dat', 4, undefined],
  ['tabs and many blanks', `4\t ${AT.replaceAll(' ', '\t\t')}   3001.dat  `, '3001.dat', 4, undefined],
  ['blanks inside the name', `4 ${AT} my  own  car.ldr`, 'my  own  car.ldr', 4, undefined],
  ['a name that starts with numbers', `4 ${AT} 6080 - Main.ldr`, '6080 - Main.ldr', 4, undefined],
  ['numbers of all kinds', '4 -0 .5 1. 1e2 -1.5E-3 +1 0 1 0 0 0 1 3001.dat', '3001.dat', 4, undefined],
  ['a decimal comma', `4 0,5${AT.slice(1)} 3001.dat`, '3001.dat', 4, 'ref.number'],
  ['a number that is none', `4 1.#QNAN nan${AT.slice(3)} 3001.dat`, '3001.dat', 4, 'ref.number'],
])('reads a line with %s', (_title, rest, name, color, code) => {
  const reference = readReference(rest)
  expect(reference).toMatchObject({ kind: 'reference', name, color })
  expect(reference.problem?.code).toBe(code)
})

it.each([
  ['nothing', '', false],
  ['a color only', '4', false],
  ['eleven numbers', `4 ${AT.slice(2)} 3001.dat`, false],
  ['eleven numbers, and a word behind the name', `4 ${AT.slice(2)} 3001.dat red`, false],
  ['a word for a color', `red ${AT} 3001.dat`, false],
  ['twelve numbers and no name', `4 ${AT}`, true],
])('makes no part of %s', (_title, rest, nameless) => {
  expect(readReference(rest)).toMatchObject({ kind: 'broken', nameless })
})

it('finds the name in the lines of Studio', () => {
  expect(readReference(`4 False 0 ${AT} 3001.dat`, STUDIO_LINES['10'])).toMatchObject({ name: '3001.dat', color: 4 })
  expect(readReference(`4 7 False 0 ${AT} 3001.dat`, STUDIO_LINES['11'])).toMatchObject({ name: '3001.dat', color: 4 })
})
