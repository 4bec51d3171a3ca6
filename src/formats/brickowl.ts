import { BrickError, EXIT } from '../core/error.js'
import type { Carried } from '../core/carried.js'
import { inventory, type Condition, type ItemType, type Lot } from '../core/inventory.js'
import { byNumber } from '../core/order.js'
import type { Codec } from './codec.js'
import { columnKey } from './rows/head.js'
import { readTable } from './rows/read-rows.js'
import { isJson } from './sniff/elements.js'
import { isJsonRecord, jsonOf, jsonWord } from './json/text.js'
import { listReading, type ListReading } from './list-reading.js'
import { wholeNumber } from './rows/whole-number.js'

/**
 * Brick Owl's wishlists, orders and collections, as tables or as its API has them; written as its add-to-wishlist page
 * takes them. A BOID is a number, and after a hyphen the color: `44980-38`.
 */
export const brickOwl: Codec<'brickowl'> = {
  id: 'bo',
  title: 'Brick Owl list (JSON or CSV)',
  next: 'Brick Owl takes it as the field "data" of a form that is sent to https://www.brickowl.com/addtowishlist.',
  system: 'brickowl',

  async read(source, file) {
    const reading = listReading('brickowl', file)
    if (isJson(new TextDecoder().decode(source.head))) readItems(jsonOf(source, file), file, reading)
    else
      await readTable(source, file, (header) => {
        if (!header.keys.includes('boid'))
          throw new BrickError(`${file}:${header.line}: a list of Brick Owl needs the column boid`, {
            exit: EXIT.input,
            hint: 'name the columns in the first row',
          })
        return ({ line, cells }) => {
          readItem(new Map(header.keys.map((key, at) => [key, cells[at] ?? ''])), line, reading)
        }
      })
    return reading.end()
  },

  write({ lots }) {
    const merged = inventory(
      'brickowl',
      lots.filter(({ quantity }) => quantity > 0),
      boidOf,
    ).lots
    const sorted = merged.sort((a, b) => byNumber(boidOf(a), boidOf(b)))
    const items = sorted.map((lot) => JSON.stringify({ boid: boidOf(lot), qty: `${lot.quantity}` }))
    return [`{"items":[\n${items.join(',\n')}${items.length > 0 ? '\n' : ''}]}\n`]
  },
}

/** The color 0 stands for any, and for what has none: the bare number. */
function boidOf({ part, color }: Lot): string {
  return color > 0 ? `${part}-${color}` : part
}

function readItems(value: unknown, file: string, reading: ListReading<'brickowl'>): void {
  const items = isJsonRecord(value) ? (value['items'] ?? value['lots']) : value
  if (!Array.isArray(items))
    throw new BrickError(`${file} is JSON, but no list of Brick Owl`, {
      exit: EXIT.input,
      hint: 'it should look like {"items":[{"boid":"44980-38","qty":"2"}]}',
    })
  items.forEach((item: unknown, position) => {
    const entries = isJsonRecord(item) ? Object.entries(item) : []
    // Items have no lines of their own in JSON; they are told by their place in the list.
    const elements = isJsonRecord(item) ? elementsOf(item['ids']) : []
    readItem(new Map(entries.map(([key, word]) => [columnKey(key), jsonWord(word)])), position + 1, reading, elements)
  })
}

function readItem(
  item: ReadonlyMap<string, string>,
  line: number,
  reading: ListReading<'brickowl'>,
  elements: string[] = [],
): void {
  const boid = item.get('boid') ?? ''
  const [, part, color] = /^(\d{2,9})(?:-(\d{1,4}))?$/.exec(boid) ?? []
  const amount = first(item, QUANTITIES)
  const quantity = wholeNumber(amount)
  if (part === undefined) reading.reject(line, 'list.row', boid === '' ? 'no BOID' : `${boid} is no BOID`)
  else if (quantity === undefined)
    reading.reject(
      line,
      'list.quantity',
      amount === '' ? `no quantity of ${boid}` : `${amount} is no quantity of ${boid}`,
    )
  else {
    const [element] = elements
    const lot: Lot = { part, color: Number(color ?? 0), quantity, ...saidOf(item) }
    reading.add(element === undefined ? lot : { ...lot, element }, line)
  }
}

const QUANTITIES = ['qty', 'quantity', 'orderedquantity', 'minimumquantity']

function saidOf(item: ReadonlyMap<string, string>): Partial<Lot> {
  const said: Partial<Lot> = {}
  const [, type] = TYPES.find(([name]) => name === item.get('type')?.toLowerCase()) ?? []
  const [, condition] =
    CONDITIONS.find(([start]) => first(item, ['con', 'condition']).toLowerCase().startsWith(start)) ?? []
  const remarks = first(item, ['personalnote', 'note'])
  const maxPrice = first(item, ['maximumprice'])
  if (type !== undefined) said.itemType = type
  if (condition !== undefined) said.condition = condition
  if (remarks !== '') said.remarks = remarks
  if (/^\d+(\.\d+)?$/.test(maxPrice)) said.maxPrice = maxPrice
  const carried: Carried = {}
  for (const [field, names] of CARRIED) {
    const text = first(item, names)
    if (text !== '') carried[field] = text
  }
  if (Object.keys(carried).length > 0) said.carried = carried
  return said
}

const CARRIED: [keyof Carried, string[]][] = [
  ['name', ['name']],
  ['colorName', ['colorname', 'color']],
  ['comments', ['publicnote']],
  ['price', ['price', 'baseprice']],
  ['lotId', ['lotid']],
  ['weight', ['weight']],
]

const TYPES: [string, ItemType][] = [
  ['set', 'S'],
  ['minifigure', 'M'],
  ['gear', 'G'],
  ['instructions', 'I'],
  ['packaging', 'O'],
]

const CONDITIONS: [string, Condition][] = [
  ['new', 'N'],
  ['used', 'U'],
]

function first(item: ReadonlyMap<string, string>, names: string[]): string {
  return names.map((name) => item.get(name) ?? '').find((text) => text !== '') ?? ''
}

/** The element numbers among the names that the API gives for an item, newest first. */
function elementsOf(ids: unknown): string[] {
  const found = Array.isArray(ids) ? ids.filter(isJsonRecord) : []
  const elements = found.filter(({ type }) => type === 'item_no').map(({ id }) => jsonWord(id))
  return elements.filter((id) => /^\d{4,9}$/.test(id)).sort((a, b) => byNumber(b, a))
}
