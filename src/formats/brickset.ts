import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import type { Codec } from './codec.js'
import { readTable, type Row } from './rows/read-rows.js'
import { listReading } from './list-reading.js'
import { setNumber } from './rows/words.js'
import { bricksetPlaces } from './sniff/tables.js'
import { wholeNumber } from './rows/whole-number.js'

/**
 * The sets that somebody owns or wants, as Brickset exports them. Owned sets are listed; where none is owned, the
 * wanted ones: the site exports either.
 */
export const brickset: Codec<'bricklink'> = {
  id: 'brickset',
  title: 'Brickset list of sets (CSV)',
  system: 'bricklink',

  async read(source, file) {
    const owned = listReading('bricklink', file)
    const wanted = listReading('bricklink', file)
    const counts = { owned: 0, wanted: 0 }
    await readTable(source, file, (header) => {
      const columns = bricksetPlaces(header.keys)
      if (columns.number !== undefined) return (row) => readRow(row, columns)
      throw new BrickError(`${file}:${header.line}: a list of Brickset needs a column with the number of the set`, {
        exit: EXIT.input,
        hint: 'for other lists say which column is what: --from csv --columns set=1,qty=2',
      })
    })
    if (counts.owned === 0 && counts.wanted > 0) return wanted.end()
    if (counts.wanted > 0) owned.leaveOut('wanted', counts.wanted)
    return owned.end()

    /** Only one of the two is read to the end. */
    function reject(...what: Parameters<typeof owned.reject>): void {
      for (const reading of [owned, wanted]) reading.reject(...what)
    }

    function readRow({ line, cells, delimiter }: Row, { number = -1, variant = -1, ...columns }: Columns): void {
      const set = cells[number] ?? ''
      if (set === '') {
        reject(line, 'list.row', 'a row without the number of a set')
        return
      }
      const quantity = { owned: quantityIn(columns.owned), wanted: quantityIn(columns.wanted) }
      if (columns.owned === undefined && columns.wanted === undefined) quantity.owned = 1
      if (quantity.owned === undefined || quantity.wanted === undefined) {
        reject(line, 'list.quantity', `no quantity of ${set}`)
        return
      }
      const edition = cells[variant] ?? ''
      const part = edition === '' || /-\d+$/.test(set) ? setNumber(set) : `${set}-${edition}`
      const lot: Lot = { itemType: 'S', part, color: 0, quantity: 0 }
      const name = columns.name === undefined ? '' : (cells[columns.name] ?? '')
      if (name !== '') lot.carried = { name }
      if (quantity.owned > 0) owned.add({ ...lot, quantity: quantity.owned }, line)
      if (quantity.wanted > 0) wanted.add({ ...lot, quantity: quantity.wanted }, line)
      counts.owned += quantity.owned
      counts.wanted += quantity.wanted

      function quantityIn(place: number | undefined): number | undefined {
        const text = place === undefined ? '' : (cells[place] ?? '')
        return text === '' ? 0 : wholeNumber(text, { delimiter })
      }
    }
  },
}

type Columns = ReturnType<typeof bricksetPlaces>
