import { columnsOfHeader } from '../rows/columns-of-header.js'
import { placeOfColumn, tableHead } from '../rows/head.js'

/**
 * Tells tables apart by their headers: each of these claims what the others do not. They stand apart from the codecs,
 * as every run asks them, and none needs a parser.
 */

/** Part, color and quantity, as Rebrickable calls them, and no numbers of others besides. */
export function isRebrickable(head: string): boolean {
  const { keys } = tableHead(head)
  const { part, color, quantity } = rebrickablePlaces(keys)
  const isWhole = part !== undefined && color !== undefined && quantity !== undefined
  return isWhole && !isCollection(head) && !keys.some((key) => OTHER_NUMBERS.test(key))
}

/** What brick writes of a collection: its parts are in LDraw's numbers, or say whose they are. */
export function isCollection(head: string): boolean {
  const { keys } = tableHead(head)
  return ['part', 'color', 'quantity', 'place', 'state', 'source'].every((key) => keys.includes(key))
}

const OTHER_NUMBERS = /^(bl|bricklink|ldraw|boid|elementid|itemid|itemno|part(ldraw|bricklink)$)/

export function rebrickablePlaces(keys: readonly string[]) {
  return {
    part: placeOfColumn(keys, ['part', 'partnum', 'partnumber', 'partno']),
    color: placeOfColumn(keys, ['color', 'colorid', 'colour', 'colourid']),
    quantity: placeOfColumn(keys, ['quantity', 'qty', 'num']),
    spare: placeOfColumn(keys, ['isspare', 'spare']),
  }
}

/** Sets and how many of each, in the columns that Rebrickable writes, or in these two alone. */
export function isSetList(head: string): boolean {
  const { keys } = tableHead(head)
  const { set, quantity } = setListPlaces(keys)
  if (set === undefined || quantity === undefined) return false
  return keys.length === 2 || keys.some((key) => INVENTORY.includes(key))
}

const INVENTORY = ['includesspares', 'inventoryver', 'inventoryversion', 'inventoryid']

export function setListPlaces(keys: readonly string[]) {
  return {
    set: placeOfColumn(keys, ['setnumber', 'setnum', 'set']),
    quantity: placeOfColumn(keys, ['quantity', 'qty']),
  }
}

/** Sets, and how many of each somebody owns or wants. */
export function isBrickset(head: string): boolean {
  const { number, owned, wanted } = bricksetPlaces(tableHead(head).keys)
  return number !== undefined && (owned !== undefined || wanted !== undefined)
}

/** The site has changed its header more than once. */
export function bricksetPlaces(keys: readonly string[]) {
  return {
    number: placeOfColumn(keys, ['setnumber', 'number', 'setno', 'setnum']),
    variant: placeOfColumn(keys, ['variant', 'numbervariant']),
    name: placeOfColumn(keys, ['setname', 'name']),
    owned: placeOfColumn(keys, ['qtyowned', 'quantityowned', 'ownedqty', 'ownedquantity', 'owned']),
    wanted: placeOfColumn(keys, ['qtywanted', 'quantitywanted', 'wantedqty', 'wantedquantity', 'wanted']),
  }
}

/** The columns of BrickLink's set inventories. */
export function isBrickLinkTab(head: string): boolean {
  const { keys } = tableHead(head)
  const { type, part, quantity, color } = inventoryPlaces(keys)
  const isWhole = type !== undefined && part !== undefined && quantity !== undefined && color !== undefined
  return isWhole && INVENTORY_MARKS.some((name) => keys.includes(name))
}

export const INVENTORY_MARKS = ['extra', 'alternate', 'matchid', 'counterpart']

export function inventoryPlaces(keys: readonly string[]) {
  return {
    type: placeOfColumn(keys, ['type', 'itemtype']),
    part: placeOfColumn(keys, ['itemno', 'itemnumber', 'itemid']),
    quantity: placeOfColumn(keys, ['qty', 'quantity']),
    color: placeOfColumn(keys, ['colorid', 'color']),
    name: placeOfColumn(keys, ['itemname', 'name']),
  }
}

/** Any table that says by its header what it is; also those of the others, which the user may call plain CSV. */
export function isTable(head: string): boolean {
  const { keys } = tableHead(head)
  if (isOwnTable(keys) || columnsOfHeader(keys) !== undefined) return true
  return [isRebrickable, isSetList, isBrickset, isBrickLinkTab].some((claims) => claims(head))
}

/** The columns of our own, of which spreadsheets may have moved or removed some. */
export function isOwnTable(keys: readonly string[]): boolean {
  return keys.includes('partldraw') && keys.includes('colorldraw') && keys.includes('qty')
}

/** A file that begins as bins of LDCad do. */
export function isLDCadBin(head: string): boolean {
  return /^\[options\]\s*$/im.test(head) && /^<items>\s*$/im.test(head)
}
