import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { resolveColor } from '../../../src/core/catalog/resolve-color.js'
import { resolvePart } from '../../../src/core/catalog/resolve-part.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const TRUTH = '../shared/facts/ground-truth.csv'

describe('resolvePart', () => {
  it.each([
    ['the same number', '3001', '3001', 'exact'],
    ['another number', '6141', '4073', 'renamed'],
    ['names as files write them', 'PARTS\\3001.DAT'.replace('PARTS\\', ''), '3001', 'exact'],
    ['a number that LDraw split into moulds', '3023', '3023', 'mould-generic'],
    ['a split number, where the moved file is another item', '3660', '3660', 'mould-generic'],
    ['that other item', '3660a', '3660old', 'renamed'],
    ['a letter that BrickLink took off', '3068b', '3068', 'renamed'],
    ['a false friend', '3192', '3190', 'renamed'],
    ['another number of the same part', '15561', '2412b', 'alias'],
    ['an obsolete leg without a number, whose moulds all have the same', '3816b', '971', 'mould-generic'],
    ['a mould that shops do not have', '3245a', '3245b', 'mould-variant'],
    ['a pose that is in no table', '3001-f2', '3001', 'flex-form'],
    ['a print that is in no table', '3001pzz9', '3001', 'print-dropped'],
    ['a sticker that is in no table', '3001d99', '3001', 'sticker-dropped'],
    ['a sticker that is known only with its sheet', '3678ad22', '3678a', 'sticker-dropped'],
    ['printed hips, sold only with the legs', '3815bp41', '970', 'print-dropped'],
    ['a part kept in the file, named as the model repository wants', '21311 - 92013', '92013', 'alias'],
    ['a new part that nobody has heard of', '99999', '99999', 'assumed-same'],
    ["Studio's own file for a BrickLink number", 'bl_24246pb01', '24246pb01', 'exact-unverified'],
    ['a sticker, sold by the sheet', '191485b', '1554stk01', 'sticker'],
    ['a sticker whose sheet is not known', '003238a', undefined, 'sticker'],
    ['a segment of a hose', '57539b', undefined, 'unknown'],
    ['half of a backpack', '30158a', undefined, 'unknown'],
    ['a part that is listed, but without a number', 'u9218', undefined, 'unknown'],
    ['geometry', 'stud', undefined, 'unknown'],
    ['not by LEGO', 't1041', undefined, 'unknown'],
    ['the name of a drawing', 'my part', undefined, 'unknown'],
    ['names of inherited properties', '__proto__', undefined, 'unknown'],
  ])('answers for %s', (_title, id, number, confidence) => {
    const found = resolvePart(id, 'bricklink', facts)
    expect([found.number, found.confidence]).toEqual([number, confidence])
    expect(found.steps.length).toBeGreaterThan(0)
  })

  it('knows the color of numbers that fix one', () => {
    expect(resolvePart('371026', 'bricklink', facts)).toMatchObject({ number: '3710', color: 0 })
    expect(resolvePart('6270003', 'bricklink', facts)).toMatchObject({
      number: '30176',
      color: 2,
      confidence: 'element',
    })
  })

  it('names the assembly that a printed leg is a piece of, and sheets that a sticker may be on', () => {
    expect(resolvePart('3815bp41', 'bricklink', facts).alternates).toContain('970c00pb0062')
    expect(resolvePart('003238a', 'bricklink', facts).alternates).toEqual(['375stk01', '6075stk01'])
  })

  it.each([
    ['a number there', 'bl:2555', { number: '2555', confidence: 'user' }],
    ['another LDraw part', 'ld:6141', { number: '4073', confidence: 'user' }],
    ['a number elsewhere', 'rb:6141', { number: '4073', confidence: 'user' }],
    ['to skip it', 'skip', { rule: 'skip' }],
  ])('takes the word of the user: %s', (_title, word, expected) => {
    const decisions = { ...noDecisions(), map: new Map([['12825', word]]) }
    expect(resolvePart('12825', 'bricklink', facts, decisions)).toMatchObject(expected)
    expect(decisions.fired).toEqual(new Set(['[map] 12825']))
  })

  it.skipIf(!existsSync(TRUTH))('is right about all that is certain (skips without ../shared)', () => {
    const rows = readFileSync(TRUTH, 'utf8').trim().split('\n').slice(1)
    for (const row of rows) {
      const [part = '', color = '', , item, code, , rebrickable, rebrickableColor] = row.split(',')
      const answer = (['bricklink', 'rebrickable'] as const).flatMap((to) => [
        resolvePart(part, to, facts).number,
        String(resolveColor(Number(color), to, facts).number),
      ])
      expect([part, color, ...answer]).toEqual([part, color, item, code, rebrickable, rebrickableColor])
    }
  })
})
