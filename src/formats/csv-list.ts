import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import type { Codec, Reading, Surroundings } from './codec.js'
import { columnsOfHeader } from './rows/columns-of-header.js'
import { wantedColumns } from './rows/columns-option.js'
import { isHeaderFor, placedColumns } from './rows/columns-placed.js'
import { columnKey } from './rows/head.js'
import { ownTable } from './rows/own-table.js'
import { noRows, readRows, type Row } from './rows/read-rows.js'
import { listReading } from './list-reading.js'
import { isOwnTable, rebrickablePlaces } from './sniff/tables.js'
import { addWithSpares, tableLots, type TableColumns } from './rows/table-lots.js'

/**
 * Any other table: our own CSV read back; one whose header says whose numbers it has; and one of which the user says
 * which column is what. The numbers are of the system that the table turns out to have.
 */
export const csvList: Codec = {
  id: 'csv',
  title: 'CSV for spreadsheets',
  system: 'ldraw',

  async read(source, file, surroundings) {
    let reader: TableReader | undefined
    await readRows(source, file, (row) => {
      if (reader) reader.take(row)
      else reader = open(row, file, surroundings)
    })
    if (reader) return reader.end()
    throw noRows(file)
  },
}

interface TableReader {
  take(row: Row): void
  end(): Reading
}

/** Sees the first row, which is the header, unless the user counts columns of a table that has none. */
function open(first: Row, file: string, surroundings: Surroundings): TableReader {
  const header = { ...first, keys: first.cells.map(columnKey) }
  const { columns: option } = surroundings.options
  if (option === undefined) {
    if (isOwnTable(header.keys)) return ownTable(header, file, surroundings)
    const columns = columnsOfHeader(header.keys) ?? rebrickableColumns(header.keys)
    if (columns) return otherTable(columns, file, surroundings)
    throw unclear(first, file)
  }
  const wanted = wantedColumns(option)
  const columns = placedColumns(wanted, header, file)
  const reader = otherTable(columns, file, surroundings)
  if (!isHeaderFor(wanted, columns, header)) reader.take(first)
  return reader
}

/** Nobody but Rebrickable says no more than part and color. */
function rebrickableColumns(keys: readonly string[]): TableColumns | undefined {
  const at = rebrickablePlaces(keys)
  const isWhole = at.part !== undefined && at.color !== undefined && at.quantity !== undefined
  return isWhole ? { system: 'rebrickable', at } : undefined
}

function otherTable(columns: TableColumns, file: string, { catalog, options }: Surroundings): TableReader {
  const reading = listReading(columns.system, file)
  const lotOf = tableLots(columns, reading, catalog)
  return { take, end: () => reading.end() }

  function take(row: Row): void {
    const lot = lotOf(row)
    if (lot) addWithSpares(reading, lot, row.line, options.asWritten ? 'keep' : options.spares)
  }
}

function unclear({ cells, line }: Row, file: string): BrickError {
  const shown = printable(cells.join(', '))
  const start = shown.length <= MOST_SHOWN ? shown : `${shown.slice(0, MOST_SHOWN)}...`
  return new BrickError(`${file}:${line}: cannot tell which column is what in the table that begins: ${start}`, {
    exit: EXIT.input,
    hint: 'say where it has part, color and quantity, and whose numbers: --columns part=2,color=5,qty=1,system=bl',
  })
}

const MOST_SHOWN = 120
