import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import type { Codec } from './codec.js'
import { readTable, type Header, type Row } from './rows/read-rows.js'
import { isDamaged } from './rows/damaged-number.js'
import { ELEMENT_KEYS, QUANTITY_KEYS } from './sniff/elements.js'
import { listReading, type ListReading } from './list-reading.js'
import { notes, uploads, uploadText } from './elements/uploads.js'
import { wholeNumber } from './rows/whole-number.js'

/** The list that LEGO's Pick a Brick takes: element numbers, which are a part in a color each, and how many. */
export const pickABrick: Codec<'element'> = {
  id: 'pab',
  title: 'LEGO Pick a Brick list (CSV)',
  wishes: ['maxLots'],
  next: 'Upload it at lego.com > Pick a Brick > Upload list, then compare the basket: what LEGO does not sell is left out.',
  system: 'element',
  notes,

  async read(source, file) {
    const reading = listReading('element', file)
    await readTable(source, file, ({ keys, line }) => {
      const columns = columnsOf(keys)
      if (columns.element < 0 || columns.quantity < 0)
        throw new BrickError(`${file}:${line}: a Pick a Brick list needs the columns elementId and quantity`, {
          exit: EXIT.input,
          hint: 'name the columns in the first row',
        })
      return (row) => readRow(row, columns, reading)
    })
    return reading.end()
  },

  write(list, options) {
    return uploads(list, options).map(uploadText)
  },
}

const NAME = ['name', 'elementname', 'description', 'title']
const PRICE = ['price', 'unitprice', 'priceeach']

interface Columns {
  element: number
  quantity: number
  name: number
  price: number
}

/** Where each stands; -1 where it is not there. */
function columnsOf(keys: Header['keys']): Columns {
  const at = (names: string[]) => keys.findIndex((key) => names.includes(key))
  return { element: at(ELEMENT_KEYS), quantity: at(QUANTITY_KEYS), name: at(NAME), price: at(PRICE) }
}

function readRow({ line, cells, delimiter }: Row, columns: Columns, reading: ListReading<'element'>): void {
  const element = cells[columns.element] ?? ''
  const count = cells[columns.quantity] ?? ''
  const quantity = wholeNumber(count, { delimiter })
  if (isDamaged(element)) {
    const fix = 'format the column as text before you save it'
    reading.reject(line, 'list.damaged', `${element} was an element number before a spreadsheet changed it`, fix)
  } else if (!/^\d{3,9}$/.test(element))
    reading.reject(line, 'list.row', element === '' ? 'no element number' : `${element} is no element number`)
  else if (quantity === undefined)
    reading.reject(line, 'list.quantity', `${count === '' ? 'no quantity' : `${count} is no quantity`} of ${element}`)
  else reading.add({ ...elementLot(element, quantity), ...carried(cells, columns) }, line)
}

/** A lot of an element, whose color is in its number. */
export function elementLot(element: string, quantity: number): Lot {
  return { part: element, color: 0, quantity, element }
}

function carried(cells: string[], { name, price }: Columns): Pick<Lot, 'carried'> {
  const said: NonNullable<Lot['carried']> = {}
  const [title = '', amount = ''] = [cells[name], cells[price]]
  if (title !== '') said.name = title
  const [each] = /\d+(?:\.\d+)?/.exec(amount.replace(',', '.')) ?? []
  if (each !== undefined) said.price = each
  return Object.keys(said).length === 0 ? {} : { carried: said }
}
