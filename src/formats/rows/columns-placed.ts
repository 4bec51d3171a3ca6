import { BrickError, EXIT } from '../../core/error.js'
import { systemOfColor, systemOfPart } from './columns-of-header.js'
import type { WantedColumns } from './columns-option.js'
import { columnKey, type Delimiter } from './head.js'
import type { TableColumns, TableField } from './table-lots.js'
import { wholeNumber } from './whole-number.js'

interface FirstRow {
  cells: readonly string[]
  keys: readonly string[]
  line: number
  delimiter: Delimiter
}

/**
 * Finds the columns that the user names in the first row of a table, or counts.
 * @throws {BrickError} when one is not there, or when nothing says whose numbers the parts have.
 */
export function placedColumns(wanted: WantedColumns, first: FirstRow, file: string): TableColumns {
  const at: TableColumns['at'] = {}
  for (const [field, value] of Object.entries(wanted.at) as [TableField, string][])
    at[field] = placeOf(value, first, file)
  if (at.part === undefined)
    throw new BrickError('--columns does not say where the parts are', {
      hint: 'add part=1, or the name of the column',
    })
  const system = wanted.system ?? systemOfPart(first.keys[at.part] ?? '', first.keys)
  if (system === undefined) {
    throw new BrickError('--columns does not say whose numbers the parts have', {
      hint: 'add system=bl, rb, ld, bo, lego or el (BrickLink, Rebrickable, LDraw, Brick Owl, LEGO designs or elements)',
    })
  }
  const { itemType } = wanted
  const colors = wanted.colors ?? (at.color === undefined ? undefined : systemOfColor(first.keys[at.color] ?? ''))
  return { system, at, ...(itemType && { itemType }), ...(colors && { colors }) }
}

/** Whether the first row names columns. It has a lot where columns are only counted, and one counts something in it. */
export function isHeaderFor(
  wanted: WantedColumns,
  { at, itemType }: TableColumns,
  { cells, delimiter }: FirstRow,
): boolean {
  if (Object.values(wanted.at).some((value) => !isCount(value))) return true
  if (at.quantity !== undefined) return wholeNumber(cells[at.quantity] ?? '', { delimiter }) === undefined
  const part = cells[at.part ?? 0] ?? ''
  return itemType === 'S' ? !/^\d/.test(part) : !/\d/.test(part)
}

function placeOf(value: string, { cells, keys, line }: FirstRow, file: string): number {
  const named = keys.indexOf(columnKey(value))
  if (named >= 0 && !isCount(value)) return named
  const place = isCount(value) ? Number(value) - 1 : -1
  if (place >= 0 && place < cells.length) return place
  const shown = cells.join(', ').slice(0, 120)
  throw new BrickError(`${file}:${line}: no column ${value} in the table that begins: ${shown}`, {
    exit: EXIT.input,
    hint: 'name a column as its first row does, or count from 1',
  })
}

function isCount(value: string): boolean {
  return /^\d{1,4}$/.test(value)
}
