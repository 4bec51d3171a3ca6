import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Carried, CarriedField } from '../../src/core/carried.js'
import { inventory, type Lot } from '../../src/core/inventory.js'
import { bricklinkInventory } from '../../src/formats/bricklink-inventory.js'
import { bricklinkXml } from '../../src/formats/bricklink-xml.js'
import { brickstore } from '../../src/formats/brickstore.js'
import type { Codec } from '../../src/formats/codec.js'
import { readLots } from './read-list.js'

describe.each([
  { codec: bricklinkXml, usual: { condition: 'X' as const } },
  { codec: bricklinkInventory, usual: {} },
  { codec: brickstore, usual: { condition: 'N' as const } },
])('$codec.title', ({ codec, usual }) => {
  it('is read as it was written, for all that it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lotFor(codec), { maxLength: 20 }), async (some) => {
        const { lots } = inventory(
          'bricklink',
          some.map((lot) => ({ ...usual, ...lot })),
        )
        const texts = codec.write?.({ system: 'bricklink', lots }, {}) ?? []
        const again = (await Promise.all(texts.map((text) => readLots(codec, text, { asWritten: true })))).flat()
        expect(sorted(again)).toEqual(sorted(lots))
      }),
      { numRuns: 200 },
    )
  })

  it('is the same for any order of lots', () => {
    fc.assert(
      fc.property(fc.array(lotFor(codec), { maxLength: 20 }), (some) => {
        const { lots } = inventory('bricklink', some)
        expect(codec.write?.({ system: 'bricklink', lots: lots.toReversed() }, {})).toEqual(
          codec.write?.({ system: 'bricklink', lots }, {}),
        )
      }),
    )
  })
})

function sorted(lots: Lot[]): unknown[] {
  return lots.map((lot) => JSON.stringify(lot, Object.keys({ ...lot, ...lot.carried }).sort())).sort()
}

/** Lots with what a format holds, and texts as people and other programs write them. */
function lotFor({ holds = [], keepsEmpty }: Codec): fc.Arbitrary<Lot> {
  const has = (field: (typeof holds)[number]) => holds.includes(field)
  return fc
    .record(
      {
        part: fc.constantFrom('3001', '3001b', '3068pb01', 'sw0001a', '6080-1', 'x&y'),
        color: fc.integer({ min: 0, max: 20 }),
        quantity: fc.integer({ min: keepsEmpty ? 0 : 1, max: 5000 }),
        itemType: fc.constantFrom('S', 'M', 'B', 'G', 'C', 'I', 'O'),
        condition: fc.constantFrom('N', 'U'),
        maxPrice: price(),
        have: fc.integer({ min: 0, max: 9 }),
        remarks: nasty(),
        role: fc.constantFrom('extra', 'alternate', 'counterpart'),
        carried: carriedFor(holds.filter((field): field is CarriedField => field in TEXTS)),
      },
      { requiredKeys: ['part', 'color', 'quantity'] },
    )
    .map((lot) => {
      const isHeld = ([field]: [string, unknown]) => !OPTIONAL.includes(field) || has(field as CarriedField)
      return withoutLonely(Object.fromEntries(Object.entries(lot).filter(isHeld)) as unknown as Lot)
    })
}

const OPTIONAL = ['maxPrice', 'have', 'remarks', 'role']

/** No pieces have no weight. */
function withoutLonely({ carried, ...lot }: Lot): Lot {
  if (!carried) return lot
  const { weight, ...rest } = carried
  const kept = weight !== undefined && lot.quantity > 0 ? carried : rest
  return Object.keys(kept).length === 0 ? lot : { ...lot, carried: kept }
}

function carriedFor(fields: CarriedField[]): fc.Arbitrary<Carried> {
  const texts = Object.fromEntries(fields.map((field) => [field, TEXTS[field] ?? nasty()]))
  return fc.record(texts, { requiredKeys: [] })
}

const TEXTS: Partial<Record<CarriedField, fc.Arbitrary<string>>> = {
  ...{ name: nasty(), colorName: nasty(), comments: nasty(), reserved: nasty() },
  ...{ category: nasty().filter((text) => !/^\d+$/.test(text)) },
  ...{ price: price(), cost: price(), weight: fc.constantFrom('0.5', '2.4') },
  ...{
    bulk: fc.constantFrom('2', '10'),
    sale: fc.constantFrom('5', '20'),
    subCondition: fc.constantFrom('C', 'I', 'S'),
  },
  ...{ tiers: fc.constantFrom('10:0.5', '10:0.5 100:0.4', '10:0.5 100:0.4 1000:0.3') },
  ...{ stockroom: fc.constantFrom('A', 'B', 'C'), retain: fc.constant('Y'), lotId: fc.constantFrom('7', '90210') },
  ...{ marker: fc.constantFrom('check', '#ffcc00', '#ffcc00 check & <see>') },
  ...{ dateAdded: fc.constant('2026-01-02T03:04:05'), dateLastSold: fc.constant('2026-01-02') },
  ...{ matchId: fc.constantFrom('1', '7'), notify: fc.constant('Y'), wantedShow: fc.constant('N') },
  ...{ wantedListId: fc.constantFrom('1', '4711') },
}

function price(): fc.Arbitrary<string> {
  return fc.constantFrom('0.25', '1', '12.3456', '0.001')
}

/** What survives: on one line, without blanks around, of characters that XML has, and not too long. */
function nasty(): fc.Arbitrary<string> {
  const words = fc.constantFrom(
    '<b>',
    '&',
    '&lt;',
    '&amp;lt;',
    '&amp;',
    ']]>',
    '"',
    "'",
    'é',
    '🧱',
    '-->',
    '<![CDATA[',
    'a',
    '0',
    '\u00ad',
    ';',
  )
  return fc
    .array(fc.oneof(words, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 8 })
    .map((parts) => {
      const plain = parts.join(' ').replace(/[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      return plain.replace(/\s+/g, ' ').trim()
    })
    .filter((text) => text !== '')
}
