import { Parser, type CsvError } from 'csv-parse'
import { BrickError, EXIT } from '../../core/error.js'
import type { Source } from '../../core/source.js'
import { columnKey, isSepLine, tableHead, type Delimiter } from './head.js'
import { csvBytes } from './bytes.js'

/** A row of a table. Cells are trimmed, and without the apostrophe by which spreadsheets mark texts. */
export interface Row {
  /** Where it begins, counted from 1. */
  line: number
  cells: string[]
  /** What stands between the cells. */
  delimiter: Delimiter
}

/** The first row, which says what the columns are. */
export interface Header extends Row {
  /** The names as `columnKey` has them. */
  keys: string[]
}

/**
 * Reads a table with a header: `open` sees the header and answers who takes the rows.
 * @throws {BrickError} as `readRows`; when there is no row.
 */
export async function readTable(
  source: Source,
  file: string,
  open: (header: Header) => (row: Row) => void,
): Promise<void> {
  let take: ((row: Row) => void) | undefined
  await readRows(source, file, (row) => {
    if (take) take(row)
    else take = open({ ...row, keys: row.cells.map(columnKey) })
  })
  if (take) return
  throw noRows(file)
}

/** What is wrong with a table that has separators at most. */
export function noRows(file: string): BrickError {
  return new BrickError(`there are no rows in ${file}`, { exit: EXIT.input, hint: 'export the list again' })
}

/**
 * Reads the rows of a table one by one, in memory that does not grow with it. Columns may be separated by commas,
 * semicolons or tabs; the text may be in UTF-8, UTF-16 or Windows-1252. Rows without text are passed over.
 * @throws {BrickError} when a quote is never closed, or a row is longer than 1 MB.
 */
export async function readRows(source: Source, file: string, take: (row: Row) => void): Promise<void> {
  const bytes = csvBytes(source)
  const { delimiter } = tableHead(bytes.head)
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW,
  })
  // The error is thrown below, where the rows before it have been taken.
  parser.on('error', () => undefined)
  let line = 1
  try {
    for (const piece of bytes.pieces()) {
      parser.write(piece)
      if (parser.errored) break
      for (let cells = next(); cells; cells = next()) row(cells)
    }
    parser.end()
    for await (const cells of parser) row(cells as string[])
  } catch (error) {
    throw explained(error, file, line)
  }

  function next(): string[] | null {
    return parser.read() as string[] | null
  }

  function row(cells: string[]): void {
    const start = line
    line++
    let isBlank = true
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? ''
      if (cell.includes('\n') || cell.includes('\r')) line += cell.split(/\r\n|\n|\r/).length - 1
      const text = cell.trim()
      cells[i] = text.startsWith("'") ? text.slice(1) : text
      if (cells[i] !== '') isBlank = false
    }
    if (isBlank || (start === 1 && isSepLine(cells.join(delimiter)))) return
    take({ line: start, cells, delimiter })
  }
}

/** In characters. No list that people made has a longer row; a quote that is never closed makes one. */
const MAX_ROW = 1_000_000

function explained(error: unknown, file: string, line: number): unknown {
  const code = (error as Partial<CsvError>).code
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    const hint = 'the list may be cut off; double the quotes inside a quoted cell'
    return new BrickError(`${file}:${line}: a quote opens in this row and never closes`, { exit: EXIT.input, hint })
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const hint = 'is a quote missing in it?'
    return new BrickError(`${file}:${line}: a row of more than 1 MB`, { exit: EXIT.input, hint })
  }
  return error
}
