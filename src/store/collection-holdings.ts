import { HOLDING_FIELDS, type Holding } from '../core/lists/holding.js'
import { COLUMNS } from './collection-schema.js'
import type { Database, Value } from './sqlite.js'

/**
 * What entries come to, sorted: those that agree in all but quantity and batch are one holding, and what comes to
 * nothing is none, as in the view `stock`. Each column as one text comes twice as fast as the view's rows.
 */
export function holdingsIn(database: Database, where = '', ...values: Value[]): Holding[] {
  const entries = `SELECT ${COLUMNS}, quantity FROM entry ${where} ORDER BY ${COLUMNS}`
  const query = `SELECT ${[...HOLDING_FIELDS, 'quantity'].map(array).join(', ')} FROM (${entries})`
  const row = database.prepare(query).get(...values) ?? {}
  const column = <F extends keyof Holding>(field: F) => JSON.parse(String(row[field])) as Holding[F][]
  const [parts, colors, conditions, places] = [column('part'), column('color'), column('condition'), column('place')]
  const [states, sources, types] = [column('state'), column('source'), column('itemType')]
  const [spellings, quantities] = [column('written'), column('quantity')]
  const holdings: Holding[] = []
  let last: Holding | undefined
  let hasNone = false
  for (let i = 0; i < parts.length; i++) {
    const holding = {
      part: parts[i],
      color: colors[i],
      condition: conditions[i],
      place: places[i],
      state: states[i],
      source: sources[i],
      itemType: types[i],
      written: spellings[i],
      quantity: quantities[i],
    } as Holding
    if (last && isSame(last, holding)) {
      last.quantity += holding.quantity
      if (last.quantity === 0) hasNone = true
    } else {
      holdings.push(holding)
      last = holding
    }
  }
  return hasNone ? holdings.filter(({ quantity }) => quantity !== 0) : holdings
}

function array(field: string): string {
  return `json_group_array(${field}) AS ${field}`
}

function isSame(a: Holding, b: Holding): boolean {
  if (a.color !== b.color || a.part !== b.part) return false
  return HOLDING_FIELDS.every((field) => a[field] === b[field])
}
