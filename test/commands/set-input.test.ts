import { Command } from 'commander'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/commands/catalog.js'
import { knownFacts } from '../../src/commands/known-facts.js'
import { isSetWord } from '../../src/commands/list-words.js'
import { openSetInput, readSet } from '../../src/commands/set-input.js'
import { BrickError } from '../../src/core/error.js'
import { pieces } from '../../src/core/inventory.js'
import type { Surroundings } from '../../src/formats/codec.js'
import { openCatalog } from '../../src/store/catalog.js'
import { catalogFile } from '../../src/system/catalog-place.js'
import { machine, type Io } from '../../src/system/io.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-set-'))
const io = at('whole')
beforeAll(() => run(io, ['import', 'fixtures/catalog/rebrickable', '--date', '2026-11-01']))
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

describe('a set as a list', () => {
  it.each(['set:7001-1', 'SET:7001-1', 'set: 7001'])('is what %s names', async (word) => {
    expect(isSetWord(word)).toBe(true)
    const { file, name, codec } = await openSetInput(io, word)
    expect([file, name, codec.system]).toEqual(['set:7001-1', 'set:7001-1', 'rebrickable'])
  })

  it.each(['castle.mpd', 'set', 'own:'])('is not what %s names', (word) => {
    expect(isSetWord(word)).toBe(false)
  })

  it('needs a number', async () => {
    await expect(openSetInput(io, 'set: ')).rejects.toThrow('names no set')
  })

  it('has the parts of its figures, and no spares unless they are wished', async () => {
    const without = await read('set:7001-1', {})
    expect(pieces(without.value)).toBe(35)
    expect(without.ledger).toMatchObject({ references: 36, listed: 35, skipped: 1, rules: { spare: 1 } })
    const all = await read('set:7001-1', { spares: 'keep' })
    expect(pieces(all.value)).toBe(36)
    expect(all.value.lots.filter(({ role }) => role === 'extra')).toMatchObject([
      { part: '3070b', color: 47, quantity: 1 },
    ])
    expect(all.problems).toEqual([])
  })

  it('adds up what a set and the sets in it have', async () => {
    const { value } = await read('set:7008-1', {})
    expect(value.lots.find(({ part }) => part === '3023')).toMatchObject({
      quantity: 10,
      places: [
        { model: '7001-1', quantity: 6 },
        { model: '7002-1', quantity: 4 },
      ],
    })
  })

  it('leaves out sheets of stickers where they are not wished', async () => {
    const local = await openCatalog(catalogFile(io))
    const set = local?.set('7001-1')
    if (!local || !set) throw new Error('no set')
    expect(readSet(set, local, 'set:7001-1', { stickers: 'skip' }).ledger.rules).toEqual({ spare: 1, sticker: 1 })
    local.close()
  })

  it.each([
    {
      word: 'set:7011-1',
      exit: 4,
      says: 'there is no set 7011-1 in the catalog',
      hint: /nearest: .*set:7001-1 Small Castle/,
    },
    {
      word: 'set:7009-1',
      exit: 4,
      says: 'the catalog has no inventory of 7009-1 Castle Poster, of 0 parts',
      hint: /parts list/,
    },
  ])('says why there is no $word', async ({ word, exit, says, hint }) => {
    const error = await failure(openSetInput(io, word))
    expect([error.exit, error.message]).toEqual([exit, says])
    expect(error.hint).toMatch(hint)
  })

  it('says what to do without a catalog, or without inventories', async () => {
    const none = await failure(openSetInput(at('none'), 'set:7001-1'))
    expect([none.exit, none.message]).toEqual([7, 'there is no catalog yet'])
    expect(none.hint).toContain('brick catalog import')
    const bare = at('bare')
    await run(bare, ['import', 'fixtures/catalog/rebrickable/sets.csv'])
    const without = await failure(openSetInput(bare, 'set:7001-1'))
    expect([without.exit, without.message]).toEqual([7, 'the catalog has no inventories of sets'])
  })
})

describe('facts of a user with a catalog', () => {
  it('are wider than those that we ship', async () => {
    const facts = await knownFacts(io)
    expect(facts.part('rb:105999')?.title).toBe('Bracket 3 x 7 with Two Holes')
    expect(facts.element('6999002')).toMatchObject({ part: '105999', color: 71 })
    expect((await knownFacts(at('none'))).part('rb:105999')).toBeUndefined()
  })

  it('are those that we ship when the catalog is damaged, which is told', async () => {
    const broken = at('broken')
    fs.mkdirSync(path.dirname(catalogFile(broken)), { recursive: true })
    fs.writeFileSync(catalogFile(broken), 'no database'.repeat(1000))
    const told: string[] = []
    const facts = await knownFacts({ ...broken, say: (text) => told.push(text) })
    expect(facts.part('3001')?.title).toBe('Brick 2 x 4')
    expect(told[0]).toMatch(/^warning: the catalog is damaged/)
  })
})

async function read(word: string, options: Surroundings['options']) {
  const { codec, source, file } = await openSetInput(io, word)
  const reading = await codec.read?.(source, file, { options } as Surroundings)
  if (!reading) throw new Error('it cannot be read')
  return reading
}

async function failure(work: Promise<unknown>): Promise<BrickError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof BrickError) return error
  throw new Error(`not refused: ${String(error)}`)
}

function at(name: string): Io {
  return { ...machine(), quiet: true, say: () => undefined, env: { BRICK_CACHE: path.join(place, name) } }
}

async function run(here: Io, words: string[]): Promise<void> {
  const program = new Command('brick').exitOverride()
  catalog(program, here)
  await program.parseAsync(['catalog', ...words], { from: 'user' })
}
