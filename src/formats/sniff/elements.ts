import { tableHead } from '../rows/head.js'
import { orderWords } from '../elements/order-line.js'

/** How lists of elements, and of shops that have no other format, begin: for `index.ts`, which loads no parser. */

/** Whether a table has elements and quantities, and nothing that says part and color in other numbers. */
export function isPickABrick(head: string): boolean {
  if (isMarkup(head)) return false
  const { keys } = tableHead(head)
  return hasSome(keys, ELEMENT_KEYS) && hasSome(keys, QUANTITY_KEYS) && !keys.some((key) => OTHER_NUMBERS.test(key))
}

/** Names of columns, as `columnKey` has them. */
export const ELEMENT_KEYS = [
  'elementid',
  'element',
  'elementno',
  'elementnumber',
  'elementnr',
  'legoelementid',
  'legoelement',
]
export const QUANTITY_KEYS = ['quantity', 'qty', 'count', 'amount', 'num', 'pieces']

const OTHER_NUMBERS = /^(?:part|design|set|item|ldraw|bl|color|colour|boid)/

export function isPickABrickJson(head: string): boolean {
  return /^\ufeff?\s*\[\s*\{[^{}]*"elementId"\s*:/.test(head)
}

/** Whether a table has the columns of Studio's. */
export function isStudio(head: string): boolean {
  const { keys } = tableHead(head)
  return keys.includes('blitemno') && keys.includes('qty') && hasSome(keys, ['blcolorid', 'ldrawid'])
}

/** Whether a table or JSON has BOIDs. */
export function isBrickOwl(head: string): boolean {
  return isJson(head) ? /"boid"\s*:/i.test(head) : !isMarkup(head) && tableHead(head).keys.includes('boid')
}

/** Whether a text begins as JSON, of whatever kind. */
export function isJson(head: string): boolean {
  return /^\ufeff?\s*[[{]/.test(head)
}

/** Whether a text begins as an order does: an element with a quantity beside it, or below. */
export function isOrderText(head: string): boolean {
  if (isMarkup(head) || isJson(head) || LDRAW.test(head)) return false
  const words = head.split(/\r\n|\n|\r/).flatMap((line) => orderWords(line, () => false))
  const isElement = words.some(({ element }) => element !== undefined)
  return isElement && words.some(({ quantity }) => quantity !== undefined)
}

const LDRAW = /^\s*(?:0 (?:!|FILE|Name:|Author:|BFC|STEP|\/\/)|1 \S+(?: \S+){12} )/m

function isMarkup(head: string): boolean {
  return /^\ufeff?\s*</.test(head)
}

function hasSome(keys: string[], names: string[]): boolean {
  return keys.some((key) => names.includes(key))
}
