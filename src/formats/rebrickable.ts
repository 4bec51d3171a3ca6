import { BrickError, EXIT } from '../core/error.js'
import { inventory, type Lot } from '../core/inventory.js'
import { byNumber } from '../core/order.js'
import type { Codec } from './codec.js'
import { readTable, type Header, type Row } from './rows/read-rows.js'
import { csvText, type Cell } from './rows/csv-text.js'
import { listReading } from './list-reading.js'
import { rebrickablePlaces } from './sniff/tables.js'
import { addWithSpares, tableLots, type TableColumns } from './rows/table-lots.js'

/**
 * The parts list, and list of lost parts, that Rebrickable imports and exports: `Part,Color,Quantity`, with `Is Spare`
 * where any is. Also rows of its public table `inventory_parts`, as long as they are of one set.
 */
export const rebrickable: Codec<'rebrickable'> = {
  id: 'rb',
  title: 'Rebrickable parts list (CSV)',
  holds: ['role'],
  next: 'Import it at rebrickable.com > My Parts Lists > a list > Import Parts > Rebrickable CSV.',
  system: 'rebrickable',

  async read(source, file, { catalog, options }) {
    const reading = listReading('rebrickable', file)
    await readTable(source, file, (header) => {
      const lotOf = tableLots(columnsOf(header, file), reading, catalog)
      const checkSet = oneSet(header, file)
      return (row) => {
        checkSet(row)
        const lot = lotOf(row)
        if (lot) addWithSpares(reading, lot, row.line, options.asWritten ? 'keep' : options.spares)
      }
    })
    return reading.end()
  },

  write(list) {
    const lots = inventory('rebrickable', list.lots, rowKey)
      .lots.filter(({ quantity }) => quantity > 0)
      .sort(byRow)
    const spares = lots.some(isSpare)
    const header = spares ? ['Part', 'Color', 'Quantity', 'Is Spare'] : ['Part', 'Color', 'Quantity']
    return [csvText([header, ...lots.map((lot) => cellsOf(lot, spares))])]
  },
}

function columnsOf({ keys, cells, line }: Header, file: string): TableColumns<'rebrickable'> {
  const at = rebrickablePlaces(keys)
  if (at.part !== undefined && at.color !== undefined && at.quantity !== undefined) return { system: 'rebrickable', at }
  const found = cells.join(', ').slice(0, 80)
  throw new BrickError(`${file}:${line}: a parts list of Rebrickable needs the columns Part, Color and Quantity`, {
    exit: EXIT.input,
    hint: `it has: ${found}; say which is what with --from csv --columns`,
  })
}

/** Watches that rows of the table `inventory_parts` are all of one inventory: nobody owns the parts of all sets. */
function oneSet({ keys }: Header, file: string): (row: Row) => void {
  const place = keys.indexOf('inventoryid')
  const ids = new Set<string>()
  return ({ cells }) => {
    if (place < 0) return
    ids.add(cells[place] ?? '')
    if (ids.size <= 1) return
    throw new BrickError(`${file} has the parts of several inventories: ${[...ids].join(', ')} and maybe more`, {
      exit: EXIT.input,
      hint: 'keep the rows of one inventory_id only',
    })
  }
}

function cellsOf(lot: Lot, spares: boolean): Cell[] {
  if (!Number.isInteger(lot.color) || lot.color < 0)
    throw new Error(`${lot.part} has no Rebrickable color: ${lot.color}`)
  const cells = [lot.part, lot.color, lot.quantity]
  return spares ? [...cells, isSpare(lot) ? 'True' : 'False'] : cells
}

/** The site knows no conditions, so that new and used ones are one row. */
function rowKey(lot: Lot): string {
  return `${lot.part.toLowerCase()}\t${lot.color}\t${isSpare(lot)}`
}

function byRow(a: Lot, b: Lot): number {
  return (
    byNumber(a.part.toLowerCase(), b.part.toLowerCase()) || a.color - b.color || Number(isSpare(a)) - Number(isSpare(b))
  )
}

function isSpare({ role }: Lot): boolean {
  return role === 'extra'
}
