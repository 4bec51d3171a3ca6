import { invalid, unparseable } from './bricklink-envelope.js'
import { html } from './bricklink-values.js'
import { groupBy } from './groups.js'
import type { Pair, SetRow, World } from './world.js'

/** Something of the catalog. */
export interface Item {
  no: string
  type: ItemType
  /** As it stands in subsets, orders and inventories. */
  short: { no: string; name: string; type: ItemType; category_id: number }
  /** What `/items/{type}/{no}` answers. */
  answer: object
  /** The part in its colors. */
  pairs: Pair[]
  /** What it consists of. */
  rows: SetRow[]
}

export interface ItemIndex {
  /** Undefined when there is no such item. @throws {Refusal} for a set without its `-1`. */
  find(type: ItemType, no: string): Item | undefined
  /** What a row is of. */
  of(row: Pick<SetRow, 'pair' | 'set' | 'minifig'>): Item
}

const TYPES = [
  ...(['MINIFIG', 'PART', 'SET', 'BOOK', 'GEAR', 'CATALOG', 'INSTRUCTION', 'UNSORTED_LOT', 'ORIGINAL_BOX'] as const),
]

export type ItemType = (typeof TYPES)[number]

/** Types whose numbers end in that of the variant. */
const NUMBERED: ItemType[] = ['SET', 'INSTRUCTION', 'ORIGINAL_BOX']

/** In any case. @throws {Refusal} when there is no such type. */
export function typeOf(text: string): ItemType {
  const type = TYPES.find((one) => one === text.toUpperCase())
  if (!type) throw unparseable(text, 'type')
  return type
}

export function openItems({ parts, pairs, sets, minifigs }: World): ItemIndex {
  const items = new Map<string, Item>()
  const add = (item: Item) => items.set(`${item.type} ${item.no}`, item)
  const colors = groupBy(pairs, (pair) => pair.part)
  for (const part of parts) {
    const { bricklink: no, name, category, weight, yearFrom: year } = part
    add(item({ no, name, category, weight, year, type: 'PART', pairs: colors.get(part) ?? [] }))
  }
  for (const { bricklink: no, name, weight, year, rows } of minifigs) {
    add(item({ no, name, category: 13, weight, year, type: 'MINIFIG', rows }))
  }
  for (const { no, name, weight, year, rows } of sets) {
    add(item({ no, name, category: 65, weight, year, type: 'SET', rows }))
    add(item({ no, name, category: 65, weight: 9_000, year, type: 'INSTRUCTION' }))
    add(item({ no, name, category: 65, weight: 21_000, year, type: 'ORIGINAL_BOX' }))
  }
  const find = (type: ItemType, no: string) => {
    if (NUMBERED.includes(type) && !/-\d+$/.test(no)) throw invalid('Invalid item sequence number: null')
    return items.get(`${type} ${no}`)
  }
  return {
    find,
    of({ pair, set, minifig }) {
      const key = pair ? `PART ${pair.part.bricklink}` : set ? `SET ${set.no}` : `MINIFIG ${minifig?.bricklink}`
      const known = items.get(key)
      if (!known) throw new Error(`the world has no item ${key}`)
      return known
    },
  }
}

interface Known {
  no: string
  name: string
  type: ItemType
  category: number
  weight: number
  year: number
  pairs?: Pair[]
  rows?: SetRow[]
}

function item({ no, name, type, category, weight, year, pairs = [], rows = [] }: Known): Item {
  const short = { no, name: html(name), type, category_id: category }
  const answer = {
    ...short,
    image_url: `//img.bricklink.com/${type.charAt(0)}L/${no}.jpg`,
    thumbnail_url: `//img.bricklink.com/${type.charAt(0)}/${no}.jpg`,
    ...{ weight: hundredths(weight), dim_x: '0.00', dim_y: '0.00', dim_z: '0.00', year_released: year },
    is_obsolete: false,
  }
  return { no, type, short, answer, pairs, rows }
}

/** A decimal with two digits. */
export function hundredths(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`
}
