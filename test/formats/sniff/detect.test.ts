import { describe, expect, it } from 'vitest'
import type { Codec } from '../../../src/formats/codec.js'
import { detect } from '../../../src/formats/sniff/detect.js'
import { readers, type FormatRow } from '../../../src/formats/index.js'

/** A second reader, as one will be added. */
const LIST: FormatRow<Codec> = {
  names: ['list'],
  extensions: ['.list'],
  sniff: (head) => /^Part,/.test(head),
  load: () => Promise.resolve({ id: 'list', title: 'list', system: 'bricklink' }),
}

const LDRAW = readers.find(({ names }) => names[0] === 'ldraw')
const READERS = LDRAW ? [LDRAW, LIST] : [LIST]

describe('detect', () => {
  it.each([
    { title: 'a model', head: '0 Castle\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 3005.dat\n', id: 'ldraw', look: undefined },
    { title: 'a list', head: 'Part,Color\n1 4 0\n', id: 'list', look: undefined },
    { title: 'a page with numbers', head: '<html>\n1 4 0\n', id: undefined, look: 'a web page' },
    { title: 'a letter', head: 'Dear Sir or Madam,\n', id: undefined, look: undefined },
  ])('knows $title', ({ head, id, look }) => {
    const found = detect(READERS, new TextEncoder().encode(head), 'x')
    expect([found.row?.names[0], found.look]).toEqual([id, look])
  })
})
