import { expect, it } from 'vitest'
import type { Catalog } from '../../src/core/catalog/catalog.js'
import { flatten } from '../../src/ldraw/flatten.js'
import { parseDocument } from '../../src/ldraw/parse.js'

it.each([
  [1, 'b0 > b0'],
  [3, 'b0 > b1 > b2 > b0'],
  [7, 'b0 > b1 > b2 > b3 > b4 > b5 > b6 > b0'],
  [9, 'b0 > b1 > b2 > b3 > (3 more) > b7 > b8 > b0'],
])('names a circle of %i submodels: %s', (size, chain) => {
  const { problems, ledger } = count(circle(size, 1))
  expect(problems).toMatchObject([
    { code: 'ref.cycle', quantity: 1, message: expect.stringContaining(`${chain};`) as string },
  ])
  expect(ledger).toMatchObject({ references: 1, unresolved: 1, listed: 0 })
})

it('names only what is in the circle, not the way to it', () => {
  const { problems } = count(`0 FILE main\n${ref('b0')}${circle(2, 1)}`)
  expect(problems[0]?.message).toContain('itself: b0 > b1 > b0;')
})

it('is quick with circles without number', () => {
  const size = 5000
  const last = Array.from({ length: size }, (_, i) => ref(`b${i}`)).join('')
  const blocks = Array.from({ length: size }, (_, i) => `0 FILE b${i}\n${i + 1 < size ? ref(`b${i + 1}`) : last}`)
  expect(count(blocks.join('')).ledger).toMatchObject({ unresolved: size })
})

it('finds what nothing refers to, and of circles the first', () => {
  const text = `0 FILE main\n${ref('3001.dat')}${circle(2, 1)}0 FILE x\n${ref('y').repeat(2)}0 FILE y\n${ref('3005.dat')}0 FILE z\n0 nothing\n`
  expect(count(text).unused.map(({ block, references }) => `${block.name} ${references}`)).toEqual(['b0 1', 'x 2'])
})

function circle(size: number, uses: number): string {
  return Array.from({ length: size }, (_, i) => `0 FILE b${i}\n${ref(`b${(i + 1) % size}`).repeat(uses)}`).join('')
}

function count(text: string) {
  const catalog: Catalog = { part: () => undefined, color: () => undefined }
  const document = parseDocument(new TextEncoder().encode(text), 'x', { mend: true, steps: false })
  return flatten(document, {
    catalog,
    open: () => undefined,
    mend: true,
    metas: true,
    lpub: true,
    countGhosts: false,
    skipHidden: false,
    leaveOut: () => undefined,
    mainColor: 16,
    roots: document.blocks.slice(0, 1),
    all: false,
  })
}

function ref(name: string): string {
  return `1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${name}\n`
}
