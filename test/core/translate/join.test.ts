import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Assemblies } from '../../../src/core/translate/canonical.js'
import type { Lot } from '../../../src/core/inventory.js'
import { assemblyRecipes, join } from '../../../src/core/translate/join.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('join', () => {
  it.each<[string, string, string, Assemblies]>([
    ['hips and legs', '3815/1 3816/1 3817/1', '3815c01/1', 'auto'],
    ['as many as there are all parts for', '3815/1x3 3816/1x2 3817/1x5', '3815/1 3815c01/1x2 3817/1x3', 'auto'],
    ['of one color only', '3815/1 3816/4 3817/1', '3815/1 3816/4 3817/1', 'auto'],
    ['printed legs, numbered after the print', '3815/1 3816cp40/1 3817cp40/1', '73200bp40/1', 'auto'],
    ['printed legs of other hips', '3815b/1 3816cp40/1 3817cp40/1', '73200bp40/1', 'auto'],
    ['printed legs before plain ones', '3815/1x2 3816cp40/1 3817cp40/1 3816/1 3817/1', '3815c01/1 73200bp40/1', 'auto'],
    ['a printed leg without its pair', '3815/1 3816cp40/1', '3815/1 3816cp40/1', 'auto'],
    ['hinges only when asked to', '2429/4 2430/4', '2429/4 2430/4', 'auto'],
    ['all that shops sell', '2429/4 2430/4', '73983/4', 'join'],
    ['parts of fixed colors', '3829a/7 3828/0', '3829c01/7', 'join'],
    ['not parts of other colors', '3829a/7 3828/1', '3828/1 3829a/7', 'join'],
    ['nothing when all is kept', '3815/1 3816/1 3817/1', '3815/1 3816/1 3817/1', 'keep'],
    ['nothing when all is taken apart', '3815/1 3816/1 3817/1', '3815/1 3816/1 3817/1', 'split'],
  ])('%s: %s is %s', (_title, before, after, assemblies) => {
    const lots = parsed(before)
    const { lots: found, joined } = join(lots, assemblyRecipes(assemblies, facts, lots), facts)
    expect(written(found)).toEqual(written(parsed(after)))
    expect(joined).toBe(total(lots) - total(found))
  })

  it('says what was joined, with the place of the first part', () => {
    const lots = parsed('3815/1 3816/1 3817/1').map((lot, i) => ({
      ...lot,
      places: [{ file: 'a', line: i + 7, quantity: 1 }],
    }))
    const { lots: found, problems } = join(lots, assemblyRecipes('auto', facts, lots), facts)
    expect(found).toMatchObject([{ part: '3815c01', places: [{ file: 'a', line: 7, quantity: 1 }] }])
    expect(problems).toMatchObject([{ code: 'part.assembly', line: 7, quantity: 1, part: '3815c01' }])
  })

  it('changes no lot that it was given', () => {
    const lots = parsed('3815/1x2 3816/1 3817/1')
    join(lots, assemblyRecipes('auto', facts, lots), facts)
    expect(written(lots)).toEqual(['3815/1x2', '3816/1x1', '3817/1x1'])
  })
})

it('accounts for each piece that comes and goes, under every policy', () => {
  const ids = [
    '3815',
    '3815b',
    '3816',
    '3817',
    '3816cp40',
    '3817cp40',
    '3815c01',
    '9352',
    '122c01',
    '3040',
    '2429',
    '2430',
    'zz',
  ]
  const lot = fc.record({
    part: fc.constantFrom(...ids),
    color: fc.constantFrom(1, 4, 16),
    quantity: fc.integer({ min: 1, max: 5 }),
  })
  const policies = fc.constantFrom<Assemblies>('auto', 'keep', 'split', 'join')
  fc.assert(
    fc.property(fc.array(lot, { maxLength: 12 }), policies, (lots, assemblies) => {
      const current = canonical(lots, facts, assemblies)
      const whole = join(current.lots, assemblyRecipes(assemblies, facts, current.lots), facts)
      expect(total(whole.lots)).toBe(total(lots) + current.split - whole.joined)
      expect(whole.lots.every(({ quantity }) => quantity > 0)).toBe(true)
    }),
  )
})

/** `3001/4x2 3005/1` */
function parsed(text: string): Lot[] {
  return text.split(' ').map((word) => {
    const [, part = '', color, quantity = '1'] = /^(.+)\/(\d+)(?:x(\d+))?$/.exec(word) ?? []
    return { part, color: Number(color), quantity: Number(quantity) }
  })
}

function written(lots: Lot[]): string[] {
  return lots.map(({ part, color, quantity }) => `${part}/${color}x${quantity}`).sort()
}

function total(lots: Lot[]): number {
  return lots.reduce((sum, { quantity }) => sum + quantity, 0)
}
