import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions, type Decisions } from '../../../src/core/catalog/decisions.js'
import { inventory, lotKey, pieces, piecesIn, type ItemType, type Lot } from '../../../src/core/inventory.js'
import { translateToElements } from '../../../src/core/translate/translate-elements.js'
import { translateHome } from '../../../src/core/translate/translate-home.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const [BLACK, RED, WHITE] = [0, 4, 15]

describe('translateToElements', () => {
  it.each([
    { title: 'a part in a color', lot: lot('3001', RED), element: '300121' },
    { title: 'an older name of it', lot: lot('3069b', RED), element: elements('3069b', 4)[0] },
    { title: 'the element that the list names', lot: { ...lot('3001', RED), element: '7654321' }, element: '7654321' },
    {
      title: 'one that nobody knows by more than that',
      lot: { ...lot('el:7654321', ANY_COLOR), element: '7654321' },
      element: '7654321',
    },
    { title: 'the color that the number itself fixes', lot: lot('4287707', RED), element: elements('54383', 15)[0] },
  ])('finds $title', ({ lot, element }) => {
    expect(element).toBeDefined()
    const { inventory: out, unresolved, problems } = list(lot)
    expect(out.lots).toMatchObject([{ part: element, element, color: 0, quantity: 1 }])
    expect([unresolved, problems.filter(({ level }) => level !== 'note')]).toEqual([[], []])
  })

  it('takes the newest, and keeps the others', () => {
    const [newest = '', ...others] = elements('3245c', WHITE)
    expect(Number(newest)).toBeGreaterThan(Math.max(...others.map(Number)))
    const { inventory: out, candidates, problems } = list(lot('3245c', WHITE))
    expect(out.lots[0]?.part).toBe(newest)
    expect(out.lots[0]?.via?.[0]).toContain(others[0])
    expect(candidates.get(newest)).toEqual([newest, ...others])
    expect(problems).toMatchObject([{ level: 'note', code: 'element.guessed' }])
  })

  it('looks into the other half of a color that BrickLink has as one', () => {
    const parts = facts.ids().filter((id) => facts.part(id)?.numbers.rebrickable === id)
    const split = parts.find((id) => facts.elements(id, 148).length > 0 && facts.elements(id, 1103).length === 0) ?? ''
    expect(list(lot(split, 87)).inventory.lots[0]?.part).toBe(facts.elements(split, 148)[0])
  })

  it('takes an element of another mould, and says so', () => {
    const found = facts.ids().find((id) => {
      const number = facts.part(id)?.numbers.rebrickable
      const isOwn = number === id && facts.part(id)?.kind === 'part'
      return (
        isOwn && facts.elements(id, WHITE).length === 0 && facts.moulds(id).some((m) => facts.elements(m, WHITE)[0])
      )
    })
    const { inventory: out, problems } = list(lot(found ?? '', WHITE))
    const mould = facts.element(out.lots[0]?.part ?? '')?.part ?? ''
    expect(facts.moulds(found ?? '')).toContain(mould)
    expect(problems).toContainEqual(expect.objectContaining({ level: 'warning', code: 'element.guessed' }))
    expect(problems.find(({ level }) => level === 'warning')?.message).toContain(mould)
  })

  it.each<{ title: string; lot: Lot; reason: string; code: string }>([
    { title: 'a set', lot: item('6080-1', 'S'), reason: 'part', code: 'part.unknown' },
    { title: 'a figure', lot: item('sw0001a', 'M'), reason: 'part', code: 'part.unknown' },
    { title: 'a sheet of stickers', lot: lot('bl:1554stk01', ANY_COLOR), reason: 'part', code: 'part.sticker' },
    { title: 'one sticker', lot: lot('191485b', 16), reason: 'part', code: 'part.sticker' },
    { title: 'a part that nobody knows', lot: lot('nosuchpart', RED), reason: 'part', code: 'part.unknown' },
    { title: 'any color', lot: lot('3001', ANY_COLOR), reason: 'color', code: 'color.unmapped' },
    { title: 'a color that is not chosen', lot: lot('3001', 16), reason: 'color', code: 'color.main' },
    { title: 'a color that nobody knows', lot: lot('3001', 9999), reason: 'color', code: 'color.unmapped' },
    { title: 'a part that never came in the color', lot: lot('3001', 35), reason: 'element', code: 'element.none' },
  ])('has no element for $title, and says what to do', ({ lot, reason, code }) => {
    const { inventory: out, unresolved } = list(lot)
    expect(out.lots).toEqual([])
    expect(unresolved).toMatchObject([{ lot, reason, problem: { level: 'error', code } }])
    expect(unresolved[0]?.problem.fix).toBeTruthy()
  })

  it('lets the word of the user stand before the element of the list', () => {
    const red = { ...lot('3001', RED), element: '7654321' }
    const decisions = { ...noDecisions(), map: new Map([['3001', 'rb:3002']]), color: new Map([['ld:0', 'ld:15']]) }
    expect(list(red, decisions).inventory.lots[0]?.part).toBe(elements('3002', 4)[0])
    const black = { ...lot('3003', BLACK), element: '7654321' }
    expect(list(black, decisions).inventory.lots[0]?.part).toBe(elements('3003', 15)[0])
    const skipped = list(red, { ...noDecisions(), map: new Map([['3001', 'skip']]) })
    expect([skipped.inventory.lots, skipped.skipped]).toEqual([[], [red]])
  })

  it('adds up what is one element', () => {
    const { inventory: out } = list({ ...lot('3001', RED), quantity: 2 }, { ...lot('35382', RED), element: '300121' })
    expect(out.lots).toMatchObject([{ part: '300121', quantity: 3 }])
  })

  it('loses no piece, whatever the list, and names each thing once', () => {
    const parts = ['3001', '3023', '6141', '191485b', 'bl:973pb0001c01', 'el:300121', '754', 'x']
    const colors = [0, 4, 15, 16, 24, 9999, ANY_COLOR, 0x2123456, 71, 87, 148]
    const some = fc.record({
      part: fc.oneof(fc.constantFrom(...parts), fc.constantFrom(...facts.ids())),
      color: fc.oneof(fc.constantFrom(...colors), fc.integer()),
      quantity: fc.integer({ min: 0, max: 1e9 }),
      element: fc.constantFrom(undefined, '300121', '4211385', 'what'),
      itemType: fc.constantFrom<(ItemType | undefined)[]>(undefined, 'P', 'S'),
    })
    fc.assert(
      fc.property(fc.array(some), (lots) => {
        const need = inventory('ldraw', lots.map(withoutUndefined))
        const decisions = { ...noDecisions(), map: new Map([['3023', 'skip']]) }
        const { inventory: out, unresolved, skipped, candidates } = translateToElements(need, facts, decisions)
        expect(pieces(out) + piecesIn(unresolved.map(({ lot }) => lot)) + piecesIn(skipped)).toBe(pieces(need))
        expect(new Set(out.lots.map(lotKey)).size).toBe(out.lots.length)
        for (const { part } of out.lots) expect([part, candidates.get(part)?.[0]]).toEqual([part, part])
        for (const { problem } of unresolved) expect(problem.fix).toBeTruthy()
      }),
    )
  })

  it('gives back the elements of a list of elements', () => {
    const wanted = ['300121', '302326', '4211385', '7654321']
    const lots = wanted.map((part, i) => ({ part, color: 0, quantity: i + 1, element: part }))
    const home = translateHome({ system: 'element', lots }, facts)
    const { inventory: out } = translateToElements(home.inventory, facts)
    expect(out.lots.map(({ part, quantity }) => [part, quantity])).toEqual(wanted.map((part, i) => [part, i + 1]))
  })
})

function lot(part: string, color: number): Lot {
  return { part, color, quantity: 1 }
}

function item(part: string, itemType: ItemType): Lot {
  return { part: `bl:${part}`, color: ANY_COLOR, quantity: 1, itemType }
}

function list(...args: (Lot | Decisions)[]) {
  const decisions = args.find((arg): arg is Decisions => 'map' in arg)
  const lots = args.filter((arg): arg is Lot => 'part' in arg)
  return translateToElements({ system: 'ldraw', lots }, facts, decisions)
}

/** Of a Rebrickable part in a Rebrickable color, newest first. */
function elements(part: string, color: number): string[] {
  return facts.elements(part, color)
}

function withoutUndefined(lot: { [K in keyof Lot]?: Lot[K] | undefined }): Lot {
  return Object.fromEntries(Object.entries(lot).filter(([, value]) => value !== undefined)) as unknown as Lot
}
