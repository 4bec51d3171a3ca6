import { ITEM_TITLES } from '../../core/item-titles.js'
import type { Surroundings } from '../codec.js'
import type { Header, Row } from './read-rows.js'
import { CONDITIONS } from '../json/lot.js'
import { openLots } from '../json/read-lots.js'
import { conditionOf } from './words.js'
import { wholeNumber } from './whole-number.js'

/** Reads our own table back, in which a part has the numbers of all systems side by side. */
export function ownTable({ keys }: Pick<Header, 'keys'>, file: string, surroundings: Surroundings) {
  const lots = openLots(file, surroundings)
  const places = new Map([...keys.entries()].reverse().map(([place, name]) => [name, place]))
  return {
    take: (row: Row): void => lots.take(valueOf(row, places), row.line),
    end: lots.end,
  }
}

/** The row as our JSON would have it. */
function valueOf(row: Row, places: ReadonlyMap<string, number>): object {
  const condition = conditionOf(cell('condition'))
  const price = Number(cell('maxprice'))
  return {
    qty: wholeNumber(cell('qty'), row),
    id: cell('id'),
    written: cell('written'),
    part: {
      ldraw: cell('partldraw'),
      bricklink: cell('partbricklink'),
      rebrickable: cell('partrebrickable'),
      brickowl: cell('partbrickowl'),
    },
    color: {
      name: cell('colorname'),
      ldraw: numberIn(cell('colorldraw')),
      code: cell('colorcode'),
      bricklink: numberIn(cell('colorbricklink')),
      rebrickable: numberIn(cell('colorrebrickable')),
      lego: numberIn(cell('colorlego')),
      rgb: cell('rgb'),
    },
    name: cell('name'),
    category: cell('category'),
    condition: condition && CONDITIONS[condition],
    remarks: cell('remarks'),
    status: cell('status'),
    item_type: cell('itemtype') || itemTypeIn(cell('category')),
    role: cell('role'),
    have: wholeNumber(cell('have'), row),
    ...(price > 0 && { max_price: price }),
  }

  function cell(name: string): string {
    const place = places.get(name)
    return place === undefined ? '' : (row.cells[place] ?? '')
  }
}

/** Direct colors stand there as in LDraw files, `0x2FF0000`. */
function numberIn(text: string): number | undefined {
  return /^(-?\d+|0x[0-9a-f]{7})$/i.test(text) ? Number(text) : undefined
}

/** What is no part has its kind for a category. */
function itemTypeIn(category: string): string | undefined {
  return Object.entries(ITEM_TITLES).find(([, title]) => title === category)?.[0]
}
