import { HOLDING_FIELDS, type Holding } from '../core/lists/holding.js'
import type { Database, Value } from './sqlite.js'

/** The holdings of a table or view, sorted as it is. As one text they come four times as fast as row by row. */
export function holdingsIn(database: Database, from: string, ...values: Value[]): Holding[] {
  const query = `SELECT json_group_array(json_object(${FIELDS})) AS holdings FROM (SELECT * ${from})`
  return JSON.parse(String(database.prepare(query).get(...values)?.['holdings'])) as Holding[]
}

const FIELDS = [...HOLDING_FIELDS, 'quantity'].map((field) => `'${field}', ${field}`).join(', ')
