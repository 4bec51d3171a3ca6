import { ITEM_TYPES } from '../../core/translate/translate-home.js'
import type { Reading, Surroundings } from '../codec.js'
import type { Header, Row } from './read-rows.js'
import { CONDITIONS } from '../json/lot.js'
import { readLots } from '../json/read-lots.js'
import { conditionOf } from './words.js'
import { wholeNumber } from './whole-number.js'

/** Reads our own table back, in which a part has the numbers of all systems side by side. */
export function ownTable({ keys }: Pick<Header, 'keys'>, file: string, surroundings: Surroundings) {
  const lots: { value: unknown; line: number }[] = []
  return {
    take({ line, cells }: Row): void {
      lots.push({ line, value: valueOf((name) => cells[keys.indexOf(name)] ?? '') })
    },
    end: (): Reading => readLots(lots, file, surroundings),
  }
}

/** The row as our JSON would have it. */
function valueOf(cell: (name: string) => string): object {
  const condition = conditionOf(cell('condition'))
  const price = Number(cell('maxprice'))
  return {
    qty: wholeNumber(cell('qty')),
    written: cell('written'),
    part: { ldraw: cell('partldraw'), bricklink: cell('partbricklink'), rebrickable: cell('partrebrickable') },
    color: {
      name: cell('colorname'),
      ldraw: numberIn(cell('colorldraw')),
      bricklink: numberIn(cell('colorbricklink')),
      rebrickable: numberIn(cell('colorrebrickable')),
      rgb: cell('rgb'),
    },
    name: cell('name'),
    category: cell('category'),
    condition: condition && CONDITIONS[condition],
    remarks: cell('remarks'),
    status: cell('status'),
    item_type: cell('itemtype') || itemTypeIn(cell('category')),
    role: cell('role'),
    have: wholeNumber(cell('have')),
    ...(price > 0 && { max_price: price }),
  }
}

/** Direct colors stand there as in LDraw files, `0x2FF0000`. */
function numberIn(text: string): number | undefined {
  return /^(-?\d+|0x[0-9a-f]{7})$/i.test(text) ? Number(text) : undefined
}

/** What is no part has its kind for a category. */
function itemTypeIn(category: string): string | undefined {
  return Object.entries(ITEM_TYPES).find(([, title]) => title === category)?.[0]
}
