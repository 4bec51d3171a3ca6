import { isDirect, isForeignColor, writtenColor } from '../core/catalog/color-code.js'
import { SEVERAL_COLORS } from '../core/lists/fold.js'
import type { Row } from '../core/catalog/listing.js'
import { keyOf } from './json/lot.js'
import { csvText, type Cell } from './rows/csv-text.js'
import type { View } from './view.js'

/** A table for spreadsheets: one id system in each column, as its header says. UTF-8, commas, one lot on a line. */
export const csv: View = {
  id: 'csv',
  title: 'CSV for spreadsheets',
  holds: ['condition', 'maxPrice', 'have', 'remarks', 'role', 'element', 'name', 'category', 'colorName'],

  write({ rows }, { groups = [], by = 'group' } = {}) {
    const names = COLUMNS.map(([name]) => name)
    if (groups.length === 0) return csvText([names, ...rows.map(cellsOf)])
    const grouped = groups.flatMap((group) => group.rows.map((row) => [group.title, ...cellsOf(row)]))
    return csvText([[by, ...names], ...grouped])
  },
}

function cellsOf(row: Row): Cell[] {
  return COLUMNS.map(([, cell]) => cell(row))
}

const COLUMNS: [name: string, cell: (row: Row) => Cell][] = [
  ['qty', ({ quantity }) => quantity],
  ['part_ldraw', ({ part }) => part.ldraw],
  ['part_bricklink', ({ part }) => part.bricklink],
  ['part_rebrickable', ({ part }) => part.rebrickable],
  ['color_name', ({ colorName }) => colorName],
  ['color_ldraw', ({ color, colorCode }) => ldrawCode(color?.ldraw ?? colorCode)],
  ['color_bricklink', ({ color }) => color?.bricklink],
  ['color_rebrickable', ({ color }) => color?.rebrickable],
  ['color_lego', ({ color }) => color?.lego[0]],
  ['rgb', ({ rgb }) => rgb],
  ['name', ({ name }) => name],
  ['category', ({ category }) => category],
  ['elements', ({ elements }) => elements.join(' ')],
  ['item_type', ({ itemType }) => itemType],
  ['condition', ({ condition }) => condition],
  ['max_price', ({ maxPrice }) => maxPrice],
  ['have', ({ have }) => have],
  ['role', ({ role }) => role],
  ['remarks', ({ remarks }) => remarks],
  ['status', ({ status }) => status],
  ['where', ({ places }) => places.map(({ file, line }) => `${file}:${line}`).join(' ')],
  // What follows tells lots apart that the columns before do not; scripts may count on the places of those.
  ['part_brickowl', ({ part }) => part.brickowl],
  ['id', ({ id }) => id],
  ['written', ({ written }) => written],
  ['color_code', (row) => keyOf(row) ?? undefined],
]

/** Direct colors as LDraw files write them. */
function ldrawCode(code: number): Cell {
  if (code === SEVERAL_COLORS || isForeignColor(code)) return undefined
  return isDirect(code) ? writtenColor(code) : code
}
