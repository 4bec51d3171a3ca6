import type { Database, Row, Statement, Value } from './sqlite.js'

/** Asks a database; each question is prepared once. */
export interface Asker {
  one(sql: string, ...values: Value[]): Row | undefined
  all(sql: string, ...values: Value[]): Row[]
}

export function asker(db: Database): Asker {
  const statements = new Map<string, Statement>()
  return {
    one: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
  }

  function statement(sql: string): Statement {
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    return known
  }
}
