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
 * end, by which it is checked. `studio-view.ts` writes it.
 */
export const studioCsv: Codec<'bricklink'> = {
  id: 'studio',
  title: 'Studio parts list (CSV)',
  system: 'bricklink',

  async read(source, file, surroundings) {
    const reading = listReading('bricklink', file)
    let claim: { line: number; at: number; quantity: string } | undefined
    await readTable(source, file, ({ keys, line }) => {
      if (!keys.includes('qty') || !['blitemno', 'ldrawid'].some((key) => keys.includes(key)))
        throw new BrickError(`${file}:${line}: a parts list of Studio needs the columns BLItemNo and Qty`, {
          exit: EXIT.input,
          hint: 'export it again from Studio',
        })
      const at = new Map(keys.map((key, position) => [key, position]))
      return (row) => {
        const total = row.cells.findIndex((cell) => columnKey(cell) === 'totalqty')
        if (total >= 0) claim = { line: row.line + 1, at: total, quantity: '' }
        else if (claim) claim = { ...claim, quantity: claim.quantity || (row.cells[claim.at] ?? '') }
        else readRow(row, (key) => row.cells[at.get(key) ?? -1] ?? '', reading, surroundings)
      }
    })
    const read = reading.end()
    const claimed = wholeNumber(claim?.quantity ?? '')
    const counted = pieces(read.value)
    if (claim === undefined || claimed === undefined || claimed === counted) return read
    const message = `the list says that it has ${claimed} parts; counted ${counted}`
    return {
      ...read,
      problems: [...read.problems, { level: 'warning', code: 'count.claimed', file, line: claim.line, message }],
    }
  },
}

function readRow(
  { line }: Row,
  cell: (key: string) => string,
  reading: ListReading<'bricklink'>,
  { catalog }: Surroundings,
): void {
  const [item, ldraw, amount] = [cell('blitemno'), cell('ldrawid'), cell('qty')]
  const quantity = wholeNumber(amount)
  const bricklink = item !== '' ? item : catalog.part(ldraw.toLowerCase())?.numbers.bricklink
  const color = colorOf(cell, catalog)
  if (item === '' && ldraw === '') return reading.reject(line, 'list.row', 'a row without a part')
  if (quantity === undefined)
    return reading.reject(line, 'list.quantity', amount === '' ? 'no quantity' : `${amount} is no quantity`)
  // A part or color that BrickLink has not is told by LDraw's numbers, both of them.
  const own = bricklink === undefined || color === undefined ? ldrawLot(ldraw, cell('ldrawcolorid')) : undefined
  if (own) return reading.add({ ...own, quantity, ...saidOf(cell) }, line)
  if (color === undefined) return reading.reject(line, 'color.unmapped', `no color of ${item} that anybody knows`)
  reading.add({ part: bricklink ?? item, color, quantity, ...saidOf(cell) }, line)
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
