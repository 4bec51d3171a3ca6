import { BrickError, EXIT } from '../core/error.js'
import type { Codec } from './codec.js'
import { isJsonRecord, jsonOf, jsonWord } from './json/text.js'
import { listReading } from './list-reading.js'
import { notes, uploads } from './elements/uploads.js'
import { elementLot } from './pick-a-brick.js'
import { wholeNumber } from './rows/whole-number.js'

/** The list that browser extensions put into LEGO's basket: `[{"elementId":"300121","quantity":"4"}]`. */
export const pickABrickJson: Codec<'element'> = {
  id: 'pab-json',
  title: 'LEGO Pick a Brick list (JSON)',
  wishes: ['maxLots'],
  system: 'element',
  notes,

  read(source, file) {
    const rows = jsonOf(source, file)
    if (!Array.isArray(rows))
      throw new BrickError(`${file} is JSON, but no list of elements`, {
        exit: EXIT.input,
        hint: 'it should look like [{"elementId":"300121","quantity":"4"}]',
      })
    const reading = listReading('element', file)
    rows.forEach((row: unknown, position) => {
      // Rows have no lines of their own in JSON; they are told by their place in the list.
      const line = position + 1
      const element = isJsonRecord(row) ? jsonWord(row['elementId']) : ''
      const quantity = isJsonRecord(row) ? wholeNumber(jsonWord(row['quantity'])) : undefined
      if (!/^\d{3,9}$/.test(element)) reading.reject(line, 'list.row', `entry ${line} has no element number`)
      else if (quantity === undefined) reading.reject(line, 'list.quantity', `entry ${line} has no quantity`)
      else reading.add(elementLot(element, quantity), line)
    })
    return reading.end()
  },

  write(list, options) {
    return uploads(list, options).map((lines) => {
      const rows = lines.map(({ element, quantity }) => JSON.stringify({ elementId: element, quantity: `${quantity}` }))
      return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`
    })
  },
}
