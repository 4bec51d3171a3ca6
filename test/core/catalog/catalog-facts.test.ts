import { describe, expect, it } from 'vitest'
import type { PartFact } from '../../../src/core/catalog/catalog.js'
import { extendWithCatalog, type CatalogAnswers } from '../../../src/core/catalog/catalog-facts.js'
import { colorKey } from '../../../src/core/catalog/color-key.js'
import { identify } from '../../../src/core/catalog/identify.js'
import { resolvePart } from '../../../src/core/catalog/resolve-part.js'
import { translateHome } from '../../../src/core/translate/translate-home.js'
import { shippedFacts } from '../../../src/system/facts.js'

const shipped = shippedFacts()

const nothing: CatalogAnswers = {
  part: () => undefined,
  colors: () => [],
  elements: () => [],
  element: () => undefined,
  moulds: () => [],
  alternates: () => [],
  search: () => [],
  ldrawPart: () => undefined,
  ldrawIds: () => [],
  ldrawPartsByNumber: () => [],
  studioNumber: () => undefined,
  numbers: () => [],
  partsNumbered: () => [],
  date: () => undefined,
}

const head = { number: '3626cpr9901', name: 'Head, Freckles', category: 'Minifigs' }
const tile = { number: '3068pb9901', name: 'Tile with Owl', category: 'Tile, Decorated' }

const bracket: PartFact = {
  id: '105999',
  kind: 'part',
  title: 'Bracket 3 x 7',
  category: 'Bracket',
  content: [],
  numbers: { rebrickable: '105999' },
  confidence: 'exact-unverified',
}

const answers: CatalogAnswers = {
  ...nothing,
  part: (system, number) =>
    [system === 'rebrickable' ? head : tile].find((part) => part.number === number.toLowerCase()),
  colors: () => [
    { id: 4, name: 'Another Red', rgb: 'FF0000', isTransparent: false },
    { id: 9001, name: 'Aurora Teal', rgb: '1fa093', isTransparent: false },
  ],
  elements: (part, color) => (part === '3001' && color === 4 ? ['6999001', '300121'] : []),
  element: (number) => (number === '6999001' ? { part: '3001', color: 4 } : undefined),
  moulds: (part) => (part === '3794a' ? ['3794b', '99999m1'] : []),
  search: (wanted) => (wanted[0] === 'freckles' ? [head] : []),
  ldrawPart: (id) => (id === '105999' ? bracket : undefined),
  ldrawIds: () => ['105999', '3001'],
  ldrawPartsByNumber: (_, number) => (number === '105999' ? [bracket] : []),
  date: () => '2026-11-01',
}

describe('facts with a catalog', () => {
  const facts = extendWithCatalog(shipped, answers)

  it('names parts that LDraw has not', () => {
    expect(facts.part('rb:3626cpr9901')).toMatchObject({ title: 'Head, Freckles', category: 'Minifigs' })
    expect(facts.part('bl:3068pb9901')).toMatchObject({ title: 'Tile with Owl', numbers: { bricklink: '3068pb9901' } })
    expect(facts.part('rb:nothing')).toBeUndefined()
    expect(resolvePart('rb:3626cpr9901', 'rebrickable', facts).number).toBe('3626cpr9901')
  })

  it('brings a list home under the names of the catalog', () => {
    const list = { system: 'rebrickable' as const, lots: [{ part: '3626cPR9901', color: 14, quantity: 1 }] }
    const home = translateHome(list, facts)
    expect(home.inventory.lots[0]?.part).toBe('rb:3626cpr9901')
    expect(home.inventory).toEqual(translateHome(list, shipped).inventory)
  })

  it('has newer elements first, and those that we ship', () => {
    expect(facts.elements('3001', 4)).toEqual(['6999001', ...shipped.elements('3001', 4)])
    expect(facts.element('6999001')).toMatchObject({ part: '3001', color: 4 })
    expect(facts.element('300121')?.siblings).toContain('6999001')
    expect(facts.element('123')).toBeUndefined()
  })

  it('adds moulds and alternates to ours', () => {
    expect(facts.moulds('3794a')).toEqual([...shipped.moulds('3794a'), '99999m1'])
    expect(facts.alternates('3001')).toEqual([...shipped.alternates('3001')])
  })

  it('names colors that we have not, by a key that lasts', () => {
    const color = facts.color('rebrickable', 9001)
    expect(color).toMatchObject({ name: 'Aurora Teal', rgb: '#1FA093', alpha: 255 })
    expect(colorKey(color?.ldraw ?? 0, facts)).toBe('rb:9001')
    expect(facts.color('ldraw', color?.ldraw ?? 0)?.name).toBe('Aurora Teal')
    expect(facts.color('rebrickable', 4)).toBe(shipped.color('rebrickable', 4))
  })

  it('finds parts by name, ours first', () => {
    expect(facts.search(['freckles'], 50).map(({ id }) => id)).toContain('rb:3626cpr9901')
    expect(facts.search(['brick', '2', 'x', '4'], 5)).toEqual(shipped.search(['brick', '2', 'x', '4'], 5))
  })

  it('knows parts of a newer library, also by their numbers elsewhere', () => {
    expect(facts.part('105999')).toMatchObject({ title: 'Bracket 3 x 7', numbers: { rebrickable: '105999' } })
    expect(facts.partsByNumber('rebrickable', '105999').map(({ id }) => id)).toEqual(['105999'])
    expect(facts.ids()).toContain('105999')
  })

  it("has Studio's number where we have none", () => {
    const unknown = shipped.ids().find((id) => {
      const fact = shipped.part(id)
      return fact?.kind === 'part' && fact.confidence === 'unknown' && Object.keys(fact.numbers).length === 0
    })
    const wider = extendWithCatalog(shipped, { ...answers, studioNumber: () => '3001' })
    expect(wider.part(unknown ?? '')).toMatchObject({ numbers: { bricklink: '3001' }, source: 'studio-table' })
    expect(wider.part('6141')).toBe(shipped.part('6141'))
  })

  it.each(['6141', '3001', '3023', '973', 'bl:3062', 'rb:3794a', '300121', 'white', '4', 'u9999'])(
    'says of %s what it says without one',
    (query) => {
      const names = (meanings: ReturnType<typeof identify>) =>
        meanings.map((meaning) => (meaning.kind === 'part' ? meaning.part.id : meaning.kind))
      expect(names(identify(query, facts))).toEqual(names(identify(query, shipped)))
    },
  )

  it('changes nothing of all parts that we ship', () => {
    for (const id of shipped.ids()) expect(facts.part(id)).toBe(shipped.part(id))
  })

  it('says of when the newer facts are', () => {
    expect(facts.sources().get('rebrickable')).toBe('2026-11-01')
    const older = extendWithCatalog(shipped, { ...answers, date: () => '2020-01-01' })
    expect(older.sources()).toEqual(shipped.sources())
  })
})

describe('facts with a catalog that has nothing', () => {
  it('are those that we ship', () => {
    const facts = extendWithCatalog(shipped, nothing)
    expect(facts.elements('3001', 4)).toEqual(shipped.elements('3001', 4))
    expect(facts.search(['hinge'], 30)).toEqual(shipped.search(['hinge'], 30))
    expect(facts.ids()).toEqual(shipped.ids())
    expect(facts.partsByNumber('bricklink', 'nothing')).toEqual([])
  })
})
