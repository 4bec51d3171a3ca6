import { BrickError, EXIT } from '../../core/error.js'
import type { Source } from '../../core/source.js'
import { columnKey, placeOfColumn } from '../rows/head.js'
import { readTable } from '../rows/read-rows.js'

/** A row of a table, or an object of a JSON list, of which one asks by names. */
export interface TradeRecord {
  /** Of a table, counted from 1; of JSON, which object it is. */
  line: number
  /** What stands under the first of these names that the file has, as text; '' where there is nothing. */
  says(field: TradeField): string
}

/** What a column is called, by `columnKey`, the better names first. */
export type TradeField = readonly [string, ...string[]]

/** What the user says of columns: a name of ours, and the name or the place from 1 of the column. */
export type NamedColumns = ReadonlyMap<string, string>

/**
 * Reads `store=1,price=unit`.
 * @throws {BrickError} when a word of it means nothing.
 */
export function namedColumns(option: string, fields: Record<string, TradeField>): NamedColumns {
  const named = new Map<string, string>()
  for (const word of option.split(',')) {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(word) ?? []
    const field = Object.entries(fields).find(([own, names]) => own === name || names.includes(columnKey(name)))
    if (!field || value === '') {
      const hint = `names are ${Object.keys(fields).join(', ')}; as in part=2,price=5`
      throw new BrickError(`of the columns, ${JSON.stringify(word)} means nothing`, { hint })
    }
    named.set(field[1][0], value)
  }
  return named
}

/**
 * Hands over each row of a table, or each object of a JSON list, which may also be the only list in an object.
 * @throws {BrickError} when the file is neither, or lacks a column that `--columns` names.
 */
export async function readRecords(
  source: Source,
  file: string,
  { columns, take }: { columns?: NamedColumns; take(record: TradeRecord): void },
): Promise<void> {
  if (/^\s*[[{]/.test(new TextDecoder().decode(source.head).replace(/^\ufeff/, ''))) {
    for (const [index, one] of objectsOf(source, file).entries()) take(objectRecord(one, index + 1, columns))
    return
  }
  await readTable(source, file, ({ keys, line }) => {
    const places = new Map<TradeField, number | undefined>()
    for (const value of columns?.values() ?? [])
      if (placeOf(value, keys) === undefined) throw noColumn(value, file, line)
    return ({ line: at, cells }) =>
      take({
        line: at,
        says(field) {
          if (!places.has(field)) places.set(field, place(field))
          const index = places.get(field)
          return index === undefined ? '' : (cells[index] ?? '')
        },
      })

    function place(field: TradeField): number | undefined {
      const named = columns?.get(field[0])
      return named === undefined ? placeOfColumn(keys, field) : placeOf(named, keys)
    }
  })
}

function placeOf(value: string, keys: readonly string[]): number | undefined {
  if (/^\d{1,4}$/.test(value)) return Number(value) >= 1 && Number(value) <= keys.length ? Number(value) - 1 : undefined
  return placeOfColumn(keys, [columnKey(value)])
}

function objectRecord(one: unknown, line: number, columns: NamedColumns | undefined): TradeRecord {
  const members = new Map<string, string>()
  if (typeof one === 'object' && one !== null)
    for (const [name, value] of Object.entries(one))
      if (!members.has(columnKey(name))) members.set(columnKey(name), textOf(value))
  return {
    line,
    says(field) {
      const named = columns?.get(field[0])
      const names = named === undefined ? field : [columnKey(named)]
      return members.get(names.find((name) => members.has(name)) ?? '') ?? ''
    },
  }
}

/** Numbers of JSON become the shortest decimal that means them, which is the one that was written; never with an exponent. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return plainDecimal(String(value))
  return typeof value === 'string' || typeof value === 'boolean' ? String(value).trim() : ''
}

/** `5e-7` as `0.0000005`. */
function plainDecimal(text: string): string {
  const [, sign = '', whole = '', decimals = '', power = ''] = /^(-?)(\d+)(?:\.(\d+))?e([-+]\d+)$/.exec(text) ?? []
  if (power === '') return text
  const point = whole.length + Number(power)
  const digits = (whole + decimals).padEnd(point, '0')
  return point > 0
    ? `${sign}${digits.slice(0, point)}${digits.length > point ? `.${digits.slice(point)}` : ''}`
    : `${sign}0.${'0'.repeat(-point)}${digits}`
}

function objectsOf(source: Source, file: string): unknown[] {
  const parsed = parse(source, file)
  if (Array.isArray(parsed)) return parsed
  const lists = Object.values(parsed as object).filter(Array.isArray)
  const [only] = lists
  if (only && lists.length === 1) return only
  throw new BrickError(`${file} is JSON, but no list of objects`, {
    exit: EXIT.input,
    hint: 'it must be a list, or an object with one list in it',
  })
}

function parse(source: Source, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(source.bytes()).replace(/^\ufeff/, ''))
  } catch (error) {
    throw new BrickError(`${file} begins like JSON and is none`, {
      exit: EXIT.input,
      hint: 'it may be cut off: get it again',
      cause: error,
    })
  }
}

function noColumn(value: string, file: string, line: number): BrickError {
  return new BrickError(`${file}:${line}: column ${JSON.stringify(value)} is not in the table`, {
    exit: EXIT.input,
    hint: 'name a column as its first row does, or count from 1',
  })
}
