import type { Problem } from '../../core/problem.js'
import type { Source } from '../../core/source.js'
import type { Assortment, Offered } from '../../core/lists/split.js'
import { BrickError, EXIT } from '../../core/error.js'
import { placeOfColumn } from '../rows/head.js'
import { readTable, type Row } from '../rows/read-rows.js'
import { ELEMENT_KEYS } from '../sniff/elements.js'

/** What LEGO sells, as people write it down: element numbers, and where the list has it assortment and price of each. */
interface ElementOffers {
  offers: Map<string, Offered>
  problems: Problem[]
}

/**
 * Reads a table with a column of element numbers.
 * @throws {BrickError} when there is none.
 */
export async function readElementOffers(source: Source, file: string): Promise<ElementOffers> {
  const offers = new Map<string, Offered>()
  const problems: Problem[] = []
  await readTable(source, file, ({ keys }) => {
    const columns = {
      element: placeOfColumn(keys, ELEMENT_KEYS),
      assortment: placeOfColumn(keys, ASSORTMENT_KEYS),
      price: placeOfColumn(keys, PRICE_KEYS),
      stock: placeOfColumn(keys, STOCK_KEYS),
    }
    if (columns.element !== undefined) return (row) => read(row, { ...columns, element: columns.element ?? 0 })
    throw new BrickError(`${file} has no column of element numbers`, {
      exit: EXIT.input,
      hint: 'its first row must say what the columns are, as in elementId,assortment,price',
    })
  })
  return { offers, problems }

  function read({ line, cells }: Row, columns: Columns): void {
    const element = cells[columns.element] ?? ''
    if (!/^\d{3,9}$/.test(element)) return reject(line, `${element || 'nothing'} is no element number`)
    if (/^(?:0|no|n|false|out of stock|sold out|unavailable)$/i.test(cellOf(cells, columns.stock))) return
    const word = cellOf(cells, columns.assortment)
    const assortment = word === '' ? 'any' : assortmentOf(word)
    if (assortment === undefined) return reject(line, `${word} is no assortment: bestseller or standard`)
    const price = priceOf(cellOf(cells, columns.price))
    const known = offers.get(element)
    // What is in both assortments comes from the one that is sent sooner.
    if (known?.assortment === 'bestseller' && assortment !== 'bestseller') return
    offers.set(element, price === undefined ? { assortment } : { assortment, price })
  }

  function reject(line: number, message: string): void {
    problems.push({ level: 'warning', code: 'list.row', file, line, message, fix: 'correct it, or delete the row' })
  }
}

interface Columns {
  element: number
  assortment: number | undefined
  price: number | undefined
  stock: number | undefined
}

const ASSORTMENT_KEYS = ['assortment', 'deliverychannel', 'channel', 'range', 'category', 'type']
const PRICE_KEYS = ['price', 'unitprice', 'priceeach', 'each']
const STOCK_KEYS = ['available', 'instock', 'stock', 'availability', 'status']

function cellOf(cells: string[], place: number | undefined): string {
  return place === undefined ? '' : (cells[place] ?? '')
}

/** LEGO itself calls them `pab` and `bap`: Pick a Brick, Bricks and Pieces. */
function assortmentOf(word: string): Assortment | undefined {
  if (/^(?:best-? ?sellers?|pab|b)$/i.test(word)) return 'bestseller'
  return /^(?:standard|bap|s)$/i.test(word) ? 'standard' : undefined
}

/** `0.12`, `€ 0,12`: in ten-thousandths, whatever the currency. */
function priceOf(text: string): number | undefined {
  const [number] = /\d+(?:[.,]\d+)?/.exec(text) ?? []
  return number === undefined ? undefined : Math.round(Number(number.replace(',', '.')) * 10_000)
}
