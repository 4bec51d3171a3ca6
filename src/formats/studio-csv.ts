import { BrickError, EXIT } from '../core/error.js'
import type { Carried } from '../core/carried.js'
import { pieces, type Lot } from '../core/inventory.js'
import type { Codec, Surroundings } from './codec.js'
import { columnKey } from './rows/head.js'
import { readTable, type Row } from './rows/read-rows.js'
import { listReading, type ListReading } from './list-reading.js'
import { wholeNumber } from './rows/whole-number.js'

/**
 * The parts list that Studio exports: BrickLink's numbers, LDraw's and LEGO's element on each row, and the totals at the
 * end, by which it is checked. Several of them may have been joined. `studio-view.ts` writes it.
 */
export const studioCsv: Codec<'bricklink'> = {
  id: 'studio',
  title: 'Studio parts list (CSV)',
  system: 'bricklink',

  async read(source, file, surroundings) {
    const reading = listReading('bricklink', file)
    /** The sum of all totals, and the line of the last one. */
    let claim: { line: number; quantity: number } | undefined
    await readTable(source, file, ({ keys, line }) => {
      if (!isHeader(keys))
        throw new BrickError(`${file}:${line}: a parts list of Studio needs the columns BLItemNo and Qty`, {
          exit: EXIT.input,
          hint: 'export it again from Studio',
        })
      let at = placesOf(keys)
      /** The column below whose name the next row has the total. */
      let total = -1
      return (row) => {
        const claimed = total < 0 ? undefined : wholeNumber(row.cells[total] ?? '', { delimiter: row.delimiter })
        total = row.cells.findIndex((cell) => columnKey(cell) === 'totalqty')
        if (claimed !== undefined) claim = { line: row.line, quantity: (claim?.quantity ?? 0) + claimed }
        else if (total >= 0) return
        else if (isHeader(row.cells.map(columnKey))) at = placesOf(row.cells.map(columnKey))
        else readRow(row, (key) => row.cells[at.get(key) ?? -1] ?? '', reading, surroundings)
      }
    })
    const read = reading.end()
    const counted = pieces(read.value)
    if (claim === undefined || claim.quantity === counted) return read
    const message = `the list says that it has ${claim.quantity} parts; counted ${counted}`
    return {
      ...read,
      problems: [...read.problems, { level: 'warning', code: 'count.claimed', file, line: claim.line, message }],
    }
  },
}

function isHeader(keys: string[]): boolean {
  return keys.includes('qty') && (keys.includes('blitemno') || keys.includes('ldrawid'))
}

function placesOf(keys: string[]): Map<string, number> {
  return new Map(keys.map((key, position) => [key, position]))
}

function readRow(
  { line, delimiter }: Row,
  cell: (key: string) => string,
  reading: ListReading<'bricklink'>,
  { catalog }: Surroundings,
): void {
  const [item, ldraw, amount] = [cell('blitemno'), cell('ldrawid'), cell('qty')]
  const quantity = wholeNumber(amount, { delimiter })
  const bricklink = item !== '' ? item : catalog.part(ldraw.toLowerCase())?.numbers.bricklink
  const color = colorOf(cell, catalog)
  if (item === '' && ldraw === '') return reading.reject(line, 'list.row', 'a row without a part')
  if (quantity === undefined)
    return reading.reject(line, 'list.quantity', amount === '' ? 'no quantity' : `${amount} is no quantity`)
  // A part or color that BrickLink has not is told by LDraw's numbers, both of them.
  const own = bricklink === undefined || color === undefined ? ldrawLot(ldraw, cell('ldrawcolorid')) : undefined
  if (own) return reading.add({ ...own, quantity, ...saidOf(cell) }, line)
  if (bricklink === undefined)
    return reading.reject(line, 'part.unknown', `nobody knows ${ldraw}, and the row has no color of LDraw for it`)
  if (color === undefined) return reading.reject(line, 'color.unmapped', `no color of ${item} that anybody knows`)
  reading.add({ part: bricklink, color, quantity, ...saidOf(cell) }, line)
}

/** BrickLink's color, or that of LDraw's; undefined where there is neither. 0 is any. */
function colorOf(cell: (key: string) => string, catalog: Surroundings['catalog']): number | undefined {
  const [bricklink, ldraw] = [cell('blcolorid'), cell('ldrawcolorid')]
  if (/^\d+$/.test(bricklink)) return Number(bricklink)
  return /^\d+$/.test(ldraw) ? catalog.color('ldraw', Number(ldraw))?.bricklink : undefined
}

function ldrawLot(part: string, color: string): Pick<Lot, 'part' | 'color'> | undefined {
  return part !== '' && /^\d+$/.test(color) ? { part: `ld:${part}`, color: Number(color) } : undefined
}

function saidOf(cell: (key: string) => string): Partial<Lot> {
  const said: Partial<Lot> = {}
  const element = cell('elementid')
  if (/^\d{3,9}$/.test(element)) said.element = element
  const carried: Carried = {}
  for (const [field, key] of CARRIED) if (cell(key) !== '') carried[field] = cell(key)
  if (Object.keys(carried).length > 0) said.carried = carried
  return said
}

const CARRIED: [keyof Carried, string][] = [
  ['name', 'partname'],
  ['colorName', 'colorname'],
  ['weight', 'weight'],
]
