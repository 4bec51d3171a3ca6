import type { Facts } from '../../core/catalog/facts.js'
import type { IdSystem, ItemType, Lot } from '../../core/inventory.js'
import type { Row } from './read-rows.js'
import { tellDamage } from './damaged-number.js'
import type { ListReading } from '../list-reading.js'
import { anyColor, colorReader } from './color-reader.js'
import { conditionOf, isYes, itemTypeOf, priceOf, setNumber } from './words.js'
import { wholeNumber } from './whole-number.js'

/** What a column of a table may be. */
export type TableField =
  | 'part'
  | 'color'
  | 'quantity'
  | 'type'
  | 'element'
  | 'condition'
  | 'maxPrice'
  | 'price'
  | 'have'
  | 'remarks'
  | 'comments'
  | 'name'
  | 'spare'

/** Which column of a table is what. */
export interface TableColumns<S extends IdSystem = IdSystem> {
  /** Whose numbers the parts have. */
  system: S
  /** Whose numbers or names the colors have; absent, as the parts. */
  colors?: IdSystem
  /** The place of each column, from 0. Without a quantity each row is one; without a color, any will do. */
  at: Partial<Record<TableField, number | undefined>>
  /** What rows are that do not say it themselves; absent, parts. */
  itemType?: ItemType
}

/**
 * Reads rows of a table as lots. A row that makes no sense is rejected, and answered by undefined, as is one that
 * neither names nor counts anything.
 */
export function tableLots<S extends IdSystem>(
  { system, colors = system, at, itemType }: TableColumns<S>,
  reading: ListReading<S>,
  facts: Facts,
): (row: Row) => Lot | undefined {
  const colorOf = colorReader(colors, system, facts)
  const said = Object.entries(at).filter((entry): entry is [TableField, number] => entry[1] !== undefined)
  return lotOf

  function lotOf(row: Row): Lot | undefined {
    const number = cell(row, 'part')
    const count = cell(row, 'quantity')
    if (number === '') return withoutPart(row, count)
    tellDamage(reading, number, row.line)
    const quantity = at.quantity === undefined ? 1 : wholeNumber(count, row)
    const kind = cell(row, 'type')
    const type = kind === '' ? (itemType ?? 'P') : itemTypeOf(kind)
    if (type === undefined) {
      reading.reject(row.line, 'list.row', `nobody knows the item type ${kind} of ${number}`)
      return undefined
    }
    const color = colorIn(row, type)
    if (quantity === undefined) {
      const message = `${count === '' ? 'no quantity' : `${count} is no quantity`} of ${number}`
      reading.reject(row.line, 'list.quantity', message)
    } else if (color === undefined) {
      const text = cell(row, 'color')
      const message = text === '' ? `no color for ${number}` : `nobody knows the color ${text} of ${number}`
      reading.reject(row.line, 'list.row', message)
    } else {
      const part = type === 'S' ? setNumber(number) : number
      const lot: Lot = { part, color, quantity }
      if (type !== 'P') lot.itemType = type
      if (system === 'element') lot.element = number
      return says(row, lot)
    }
    return undefined
  }

  function withoutPart(row: Row, count: string): undefined {
    if (count !== '' || cell(row, 'color') !== '')
      reading.reject(row.line, 'list.row', 'a row without the number of a part')
    return undefined
  }

  function colorIn(row: Row, type: ItemType): number | undefined {
    if (system === 'element' || type !== 'P' || at.color === undefined) return anyColor(system)
    const text = cell(row, 'color')
    return text === '' ? undefined : colorOf(text)
  }

  /** What the row says besides. */
  function says(row: Row, lot: Lot): Lot {
    for (const [field, place] of said) {
      const text = row.cells[place] ?? ''
      if (text !== '') SAID[field]?.(text, lot, row)
    }
    return lot
  }

  function cell({ cells }: Row, field: TableField): string {
    const place = at[field]
    return place === undefined ? '' : (cells[place] ?? '')
  }
}

/** What cells with text say of a lot, in columns that are neither part nor color nor quantity. */
const SAID: Partial<Record<TableField, (text: string, lot: Lot, row: Row) => void>> = {
  condition(text, lot) {
    const condition = conditionOf(text)
    if (condition !== undefined) lot.condition = condition
  },
  maxPrice(text, lot) {
    const price = priceOf(text)
    if (price !== undefined && Number(price) > 0) lot.maxPrice = price
  },
  have(text, lot, row) {
    const have = wholeNumber(text, row)
    if (have !== undefined && have > 0) lot.have = have
  },
  remarks(text, lot) {
    lot.remarks = text
  },
  element(text, lot) {
    if (/^\d{4,9}$/.test(text)) lot.element = text
  },
  spare(text, lot) {
    if (isYes(text)) lot.role = 'extra'
  },
  name(text, lot) {
    lot.carried = { ...lot.carried, name: text }
  },
  comments(text, lot) {
    lot.carried = { ...lot.carried, comments: text }
  },
  price(text, lot) {
    const price = priceOf(text)
    if (price !== undefined) lot.carried = { ...lot.carried, price }
  },
}

/** Adds a lot as it stands; spare ones only where they are wished, as they are by default. */
export function addWithSpares<S extends IdSystem>(
  reading: ListReading<S>,
  lot: Lot,
  line: number,
  spares: 'keep' | 'skip' = 'keep',
): void {
  if (lot.role === 'extra' && spares === 'skip') reading.leaveOut('spare', lot.quantity)
  else reading.add(lot, line)
}
