import { BrickError, EXIT } from '../core/error.js'
import type { Codec } from './codec.js'
import { readTable } from './rows/read-rows.js'
import { listReading } from './list-reading.js'
import { setListPlaces } from './sniff/tables.js'
import { tableLots } from './rows/table-lots.js'

/** A list of sets as Rebrickable exports it. Sets have BrickLink's numbers there. Written it is not: it holds no parts. */
export const rebrickableSets: Codec<'bricklink'> = {
  id: 'rb-sets',
  title: 'Rebrickable set list (CSV)',
  system: 'bricklink',

  async read(source, file, { catalog }) {
    const reading = listReading('bricklink', file)
    await readTable(source, file, ({ keys, line }) => {
      const { set: part, quantity } = setListPlaces(keys)
      if (part === undefined || quantity === undefined)
        throw new BrickError(`${file}:${line}: a set list of Rebrickable needs the columns Set Number and Quantity`, {
          exit: EXIT.input,
          hint: 'for other lists say which column is what: --from csv --columns set=1,qty=2',
        })
      const lotOf = tableLots({ system: 'bricklink', itemType: 'S', at: { part, quantity } }, reading, catalog)
      return (row) => {
        const number = row.cells[part] ?? ''
        if (!number.startsWith('fig-')) {
          const lot = lotOf(row)
          if (lot) reading.add(lot, row.line)
          return
        }
        const fix = 'list the parts of the figure'
        reading.reject(row.line, 'list.row', `${number} is a figure that only Rebrickable numbers so`, fix)
      }
    })
    return reading.end()
  },
}
