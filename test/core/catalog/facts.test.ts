import { describe, expect, it } from 'vitest'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('shipped facts', () => {
  it.each([
    [
      '3001',
      { kind: 'part', title: 'Brick 2 x 4', category: 'Bricks', numbers: { bricklink: '3001', rebrickable: '3001' } },
    ],
    ['3040', { kind: 'moved', title: 'Slope Brick 45 2 x 1', content: [{ part: '3040b', color: 16, quantity: 1 }] }],
    ['15561', { kind: 'alias', content: [{ part: '2412b', color: 16, quantity: 1 }] }],
    ['371026', { kind: 'physical', content: [{ part: '3710', color: 0, quantity: 1 }], obsolete: true }],
    ['86037a', { content: [{ part: '4548064a', color: 15, quantity: 1 }] }],
    ['122c01', { kind: 'shortcut' }],
    ['003238a', { kind: 'sticker', sets: ['375', '6075'], numbers: {} }],
    ['191485b', { kind: 'sticker', confidence: 'sticker' }],
    ['754', { kind: 'helper' }],
    ['ls01', { kind: 'helper' }],
    ['t1041', { kind: 'third-party' }],
    ['3816', { kind: 'part', title: 'Minifig Leg Right', obsolete: true }],
    ['stud', { kind: 'primitive' }],
    ['4-4cyli', { kind: 'primitive' }],
    ['8/stud4', { kind: 'primitive' }],
    ['48/4-4cyli', { kind: 'primitive' }],
    ['s/3001s01', { kind: 'subpart' }],
    ['79306', { title: 'Technic Pneumatic Tube 2L', numbers: { bricklink: '79306' } }],
  ])('know what %s is', (id, expected) => {
    expect(facts.part(id)).toMatchObject({ id, ...expected })
  })

  it.each(['nosuchpart', '', '__proto__', 'constructor', '3001\n', '3001.dat', '../3001', 'ü'])(
    'do not know %j',
    (id) => {
      expect(facts.part(id)).toBeUndefined()
    },
  )

  it('know the same of each part whether it is searched for or looked up, and have none with a prefix', () => {
    const [searching, lookingUp] = [shippedFacts(), shippedFacts()]
    expect([...lookingUp.numbers('rebrickable')]).toContain('3001')
    const ids = facts.ids()
    expect(ids.filter((id) => id.includes(':'))).toEqual([])
    expect(ids.filter((id) => JSON.stringify(lookingUp.part(id)) !== JSON.stringify(searching.part(id)))).toEqual([])
  })

  it('keep the numbers of larger things off the parts of them', () => {
    expect(facts.part('3678ad22')).toMatchObject({
      kind: 'shortcut',
      numbers: {},
      content: [{ part: '3678a' }, { part: '191485bc01' }],
    })
    expect(facts.part('3815bp41')).toMatchObject({ numbers: {}, partOf: '970c00pb0062' })
    expect(facts.part('27328p01k02')?.numbers).toEqual({})
    for (const id of facts.ids()) expect(facts.part(id)?.numbers.bricklink ?? '').not.toMatch(/[+ ]/)
  })

  it('find parts by the numbers of others', () => {
    expect(facts.partsByNumber('bricklink', '4073')[0]?.id).toBe('6141')
    expect(facts.partsByNumber('bricklink', '3023')[0]?.id).toBe('3023b')
    expect(facts.partsByNumber('rebrickable', '3626bpr0001')[0]?.id).toBe('3626bp01')
    expect(facts.partsByNumber('bricklink', 'nosuch')).toEqual([])
  })

  it('know elements both ways', () => {
    expect(facts.element('6270003')).toEqual({
      element: '6270003',
      part: '30176',
      color: 2,
      siblings: ['6248461', '4114348'],
    })
    expect(facts.elements('30176', 2)[0]).toBe('6270003')
    expect(facts.element('62700')).toBeUndefined()
    expect(facts.elements('nosuch', 2)).toEqual([])
  })

  it('know the numbers that BrickLink had', () => {
    expect([facts.upgrade('3068b'), facts.upgrade('3068'), facts.upgrade('nosuch')]).toEqual([
      '3068',
      '3068',
      undefined,
    ])
  })

  it('know other moulds and alternates', () => {
    expect(facts.moulds('3794b')).toContain('15573')
    expect(facts.moulds('3001')).not.toContain('3001')
    expect(facts.alternates('6141')).toEqual(['85861'])
  })

  it.each([
    ['ldraw', 4, 'Red'],
    ['bricklink', 4, 'Orange'],
    ['bricklink', 86, 'Light Bluish Gray'],
    ['bricklink', 77, 'Pearl Dark Gray'],
    ['rebrickable', 57, 'Trans-Neon Orange'],
    ['lego', 199, 'Dark Bluish Gray'],
    ['brickowl', 38, 'Black'],
    ['ldraw', 256, 'Rubber Black'],
  ] as const)('call %s color %i %s', (system, code, name) => {
    expect(facts.color(system, code)?.name).toBe(name)
  })
})
