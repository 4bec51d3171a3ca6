import { describe, expect, it } from 'vitest'
import type { PartFact } from '../../../src/core/catalog/catalog.js'
import { extendFacts } from '../../../src/core/catalog/extend-facts.js'
import { shippedFacts } from '../../../src/system/facts.js'

const base = shippedFacts()

describe('extendFacts', () => {
  it.each([
    ['a new part with an old number', header('zz1', '3068b'), { numbers: { bricklink: '3068' }, confidence: 'exact' }],
    ['a new part with a number that nobody knows', header('zz2', '98765pb01'), { confidence: 'exact-unverified' }],
    ['a brick with the number of a sheet of stickers', header('3001dzz', '1554stk01'), { numbers: {} }],
    [
      'a leg with the number of both and the hips',
      header('3816cpzz', '970c00pb0068'),
      { numbers: {}, partOf: '970c00pb0068' },
    ],
  ])('reads keywords with care: %s', (_title, part, expected) => {
    expect(extendFacts(base, [part]).part(part.id)).toMatchObject(expected)
  })

  it('lets the library say what a file is, and the tables what its number is', () => {
    const moved: PartFact = {
      ...header('6141', '9999'),
      kind: 'moved',
      content: [{ part: '6141b', color: 16, quantity: 1 }],
    }
    const facts = extendFacts(base, [moved])
    expect(facts.part('6141')).toMatchObject({ kind: 'moved', content: moved.content, numbers: { bricklink: '4073' } })
    expect(facts.part('3001')).toEqual(base.part('3001'))
  })

  it('finds what was added by number and among the ids', () => {
    const facts = extendFacts(base, [header('zz2', '98765pb01')])
    expect(facts.partsByNumber('bricklink', '98765PB01').map(({ id }) => id)).toEqual(['zz2'])
    expect(facts.ids()).toContain('zz2')
  })
})

function header(id: string, bricklink: string): PartFact {
  return {
    id,
    kind: 'part',
    title: `Part ${id}`,
    category: '',
    content: [],
    numbers: { bricklink },
    confidence: 'exact',
  }
}
