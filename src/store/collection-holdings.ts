import { HOLDING_FIELDS, type Holding } from '../core/lists/holding.js'
import { COLUMNS } from './collection-schema.js'
import type { Database, Value } from './sqlite.js'

/** The holdings of a table or view, sorted as it is. As one text they come three times as fast as row by row. */
export function holdingsIn(database: Database, from: string, ...values: Value[]): Holding[] {
  const query = `SELECT json_group_array(json_array(${COLUMNS}, quantity)) AS rows FROM (SELECT * ${from})`
  const rows = JSON.parse(String(database.prepare(query).get(...values)?.['rows'])) as [...string[], number][]
  return rows.map((row) => Object.fromEntries(ALL.map((field, place) => [field, row[place]])) as unknown as Holding)
}

const ALL = [...HOLDING_FIELDS, 'quantity']
