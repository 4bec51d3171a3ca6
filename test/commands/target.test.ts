import { describe, expect, it } from 'vitest'
import { refuseNameless, targetOf } from '../../src/commands/target.js'
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

  it.each([
    { format: 'store.bsx', hint: 'brick convert LIST store.bsx writes it, brick export bl store.bsx reads it' },
    { format: 'castle.io', hint: 'brick convert LIST castle.io writes it, brick export bl castle.io reads it' },
    { format: 'xls', hint: 'it writes table, json' },
  ])('says what to do where a format is called $format', async ({ format, hint }) => {
    await expect(targetOf({ format })).rejects.toMatchObject({ hint: expect.stringContaining(hint) as string })
  })
})

describe('refuseNameless', () => {
  it.each(['car', 'lists/', 'v1.2/car', 'car.', '.xml'])('refuses %s, which says no format', (output) => {
    expect(() => refuseNameless(output)).toThrow('does not say in which format to write')
  })

  it.each(['-', 'car.xml', 'car.txt', 'car.out'])('leaves %s to others', (output) => {
    expect(() => refuseNameless(output)).not.toThrow()
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
