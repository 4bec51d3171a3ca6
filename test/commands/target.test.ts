import { describe, expect, it } from 'vitest'
import { targetOf } from '../../src/commands/target.js'
import { codecs } from '../../src/formats/index.js'

describe('targetOf', () => {
  it.each([
    ['a.xml', 'bl'],
    ['a.CSV', 'csv'],
    ['a.mpd', 'ldraw'],
    ['a.txt', 'table'],
    ['-', 'table'],
  ])('takes the format of %s for %s', async (output, name) => {
    expect(await targetOf({ output })).toMatchObject({ name })
  })

  it.each(['a.tsv', 'a.tab', 'a.dat', 'a.io'])('writes nothing under %s, which is only read', async (output) => {
    await expect(targetOf({ output })).rejects.toThrow('brick writes no format called')
  })
})

it('knows of each format that is a model', async () => {
  for (const row of codecs) {
    const { model } = await row.load()
    if (model) expect(row.isModel, row.names[0]).toBe(true)
  }
})

it('chooses a format to write only by endings that it reads, too', () => {
  for (const { extensions, writes = [] } of codecs) expect(extensions).toEqual(expect.arrayContaining(writes))
})
