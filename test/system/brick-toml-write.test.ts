import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrickError } from '../../src/core/error.js'
import { parseDecisions } from '../../src/system/brick-toml.js'
import { withRows } from '../../src/system/brick-toml-write.js'

const ROW = { key: '3005/Red', value: '3005/Black', comment: 'why' }
const LINE = '"3005/Red" = "3005/Black"  # why'

describe('withRows', () => {
  it.each([
    { title: 'no file', before: undefined, after: `[subs]\n${LINE}\n` },
    { title: 'an empty file', before: '', after: `[subs]\n${LINE}\n` },
    {
      title: 'a file without the table',
      before: '[map]\n"a" = "bl:1"',
      after: `[map]\n"a" = "bl:1"\n\n[subs]\n${LINE}\n`,
    },
    {
      title: 'a table with rows, before the comment of the next one',
      before: '# mine\n[subs]  # accepted\n"a/Red" = "b/Red" # so\n\n# next\n[map]\n"a" = "bl:1"\n',
      after: `# mine\n[subs]  # accepted\n"a/Red" = "b/Red" # so\n${LINE}\n\n# next\n[map]\n"a" = "bl:1"\n`,
    },
    { title: 'an empty table', before: '[subs]\n\n[map]\n', after: `[subs]\n${LINE}\n\n[map]\n` },
    {
      title: 'a last row without a line end',
      before: '[subs]\n"a/Red" = "b/Red"',
      after: `[subs]\n"a/Red" = "b/Red"\n${LINE}\n`,
    },
    {
      title: 'lines of Windows',
      before: '[subs]\r\n"a/Red" = "b/Red"\r\n',
      after: `[subs]\r\n"a/Red" = "b/Red"\r\n${LINE}\r\n`,
    },
    { title: 'a byte order mark', before: '\ufeff[subs]\n', after: `\ufeff[subs]\n${LINE}\n` },
    { title: 'a heading in quotes', before: '[ "subs" ]\n', after: `[ "subs" ]\n${LINE}\n` },
    { title: 'only comments', before: '# nothing yet\n', after: `# nothing yet\n\n[subs]\n${LINE}\n` },
  ])('writes into $title', ({ before, after }) => {
    expect(withRows(before === undefined ? undefined : bytesOf(before), 'brick.toml', 'subs', [ROW])).toBe(after)
  })

  it.each([
    {
      title: 'that has the row',
      text: '[subs]\n"3005/Red" = "3005/White"\n',
      says: '[subs] of brick.toml says already what comes in place of 3005/Red',
    },
    {
      title: 'with a table on one line',
      text: 'subs = { "a/Red" = "b/Red" }\n',
      says: 'cannot write into [subs] of brick.toml as it stands there',
    },
    {
      title: 'with a heading in a text',
      text: '[map]\n"a" = """\n[subs]\n"""\n',
      says: 'cannot write into [subs] of brick.toml as it stands there',
    },
    {
      title: 'with several such tables',
      text: '[[subs]]\n',
      says: 'cannot write into [subs] of brick.toml as it stands there',
    },
    { title: 'that is no TOML', text: '[subs\n', says: 'brick.toml:1: ' },
  ])('refuses a file $title', ({ text, says }) => {
    const writing = () => withRows(bytesOf(text), 'brick.toml', 'subs', [ROW])
    expect(writing).toThrow(BrickError)
    expect(writing).toThrow(says)
  })

  it('leaves all else of a file as it is, with every kind of entry', () => {
    const before = readFileSync(new URL('../../fixtures/config/brick.toml', import.meta.url))
    const after = withRows(before, 'brick.toml', 'subs', [ROW])
    expect(after.replace(`${LINE}\n`, '')).toBe(before.toString('utf8'))
    expect(parseDecisions(bytesOf(after), 'brick.toml').value.subs.map(({ name }) => name)).toEqual([
      '3794b/Black',
      '3005/Red',
    ])
  })

  it('writes any words so that they are read as they are', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(words, words, (model, comment) => {
        const key = `3005/Red/x${model}x`
        const text = withRows(undefined, 'brick.toml', 'subs', [
          { key, value: '3005/Black', comment: comment.replace(/[^ -~]/g, ' ') },
        ])
        expect(parseDecisions(bytesOf(text), 'brick.toml').value.subs).toMatchObject([
          { name: key, model: `x${model}x` },
        ])
      }),
      // A line separator of Unicode ends no line here.
      { examples: [['\u2028', 'so']] },
    )
  })
})

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
