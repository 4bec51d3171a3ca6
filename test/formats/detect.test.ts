import { describe, expect, it } from 'vitest'
import type { Codec } from '../../src/formats/codec.js'
import { detect } from '../../src/formats/detect.js'
import { codecs, type FormatRow } from '../../src/formats/index.js'

/** A second reader, as one will be added. */
const LIST: FormatRow<Codec> = {
  names: ['list'],
  extensions: ['.list'],
  reads: true,
  load: () => Promise.resolve({ id: 'list', title: 'list', system: 'bricklink', sniff: (head) => /^Part,/.test(head) }),
}

const READERS = [...codecs.filter(({ reads }) => reads), LIST]

describe('detect', () => {
  it.each([
    { title: 'a model', head: '0 Castle\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 3005.dat\n', id: 'ldraw', look: undefined },
    { title: 'a list', head: 'Part,Color\n1 4 0\n', id: 'list', look: 'a Rebrickable parts list (CSV)' },
    { title: 'a page with numbers', head: '<html>\n1 4 0\n', id: undefined, look: 'a web page' },
    { title: 'a letter', head: 'Dear Sir or Madam,\n', id: undefined, look: undefined },
  ])('knows $title', async ({ head, id, look }) => {
    const found = await detect(READERS, new TextEncoder().encode(head))
    expect([found.codec?.id, found.look]).toEqual([id, look])
  })
})
