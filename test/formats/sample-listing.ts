import type { ColorFact } from '../../src/core/catalog/catalog.js'
import { emptyLedger } from '../../src/core/ledger.js'
import type { Listing, Row } from '../../src/core/catalog/listing.js'

export const BLACK = color({ ldraw: 0, name: 'Black', rgb: '#1B2A34', bricklink: 11, rebrickable: 0, lego: [26] })
export const RED = color({ ldraw: 4, name: 'Red', rgb: '#C91A09', bricklink: 5, rebrickable: 4, lego: [21] })
export const RUBBER = color({ ldraw: 256, name: 'Rubber Black', rgb: '#1B2A34', kind: 'rubber', bricklink: 11 })
export const GLITTER = color({ ldraw: 9, name: 'Glitter Trans-Light Blue', rgb: '#68BCC5', alpha: 128 })

export const BENCH = listing([
  row('3023', BLACK, {
    name: 'Plate 1 x 2',
    places: [{ file: 'bench.mpd', model: 'main.ldr', line: 7, quantity: 1 }],
  }),
  row('92912', RUBBER, { quantity: 2, places: [{ file: 'bench.mpd', model: 'leg.ldr', line: 12, quantity: 2 }] }),
  row('3005', RED, {
    quantity: 12,
    name: 'Brick 1 x 1',
    places: [{ file: 'bench.mpd', model: 'leg.ldr', line: 10, quantity: 12 }],
  }),
])

export function color(facts: Partial<ColorFact> & Pick<ColorFact, 'ldraw' | 'name' | 'rgb'>): ColorFact {
  const looks = { edge: '#333333', alpha: 255, finish: '' }
  return { ...looks, ldrawName: facts.name, kind: 'own', lego: [], legoName: '', ...facts }
}

export function row(shown: string, color: ColorFact | undefined, rest: Partial<Row> = {}): Row {
  return {
    quantity: 1,
    part: { ldraw: shown, bricklink: shown },
    id: shown,
    shown,
    colorCode: color?.ldraw ?? 16,
    color,
    rgb: color?.rgb,
    colorName: color?.name ?? '(main color)',
    name: '',
    category: '',
    elements: [],
    confidence: 'exact',
    status: 'ok',
    places: [],
    via: [],
    ...rest,
  }
}

export function listing(rows: Row[]): Listing {
  return { sources: ['bench.mpd'], rows, ledger: emptyLedger(), problems: [] }
}
