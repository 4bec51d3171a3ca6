import { BrickError, EXIT } from '../core/error.js'
import type { Codec } from './codec.js'
import { readTable } from './rows/read-rows.js'
import { listReading } from './list-reading.js'
import { isYes } from './rows/words.js'
import { setInventory } from './bricklink/set-inventory.js'
import { INVENTORY_MARKS, inventoryPlaces } from './sniff/tables.js'
import { tableLots } from './rows/table-lots.js'

/** The inventory of a set as BrickLink gives it out for download, with tabs between the columns. */
export const bricklinkTab: Codec<'bricklink'> = {
  id: 'bl-tab',
  title: 'BrickLink set inventory (tabs)',
  system: 'bricklink',

  async read(source, file, { catalog, options }) {
    const reading = listReading('bricklink', file)
    const set = setInventory(reading, options)
    await readTable(source, file, ({ keys, line }) => {
      const at = inventoryPlaces(keys)
      if (at.type === undefined || at.part === undefined || at.quantity === undefined || at.color === undefined) {
        throw new BrickError(`${file}:${line}: an inventory of BrickLink needs Type, Item No, Qty and Color ID`, {
          exit: EXIT.input,
          hint: 'for other lists say which column is what: --from csv --columns bl=1,color=2,qty=3',
        })
      }
      const lotOf = tableLots({ system: 'bricklink', at }, reading, catalog)
      const [extra, alternate, match, counterpart] = INVENTORY_MARKS.map((name) => keys.indexOf(name))
      return (row) => {
        const cell = (place = -1) => row.cells[place] ?? ''
        const lot = lotOf(row)
        if (!lot) return
        const marks = {
          extra: isYes(cell(extra)),
          alternate: isYes(cell(alternate)),
          counterpart: isYes(cell(counterpart)),
        }
        set.add(lot, { ...marks, matchId: cell(match) }, row.line)
      }
    })
    set.end()
    return reading.end()
  },
}
