import { packEverything, readEverything } from './catalog-everything.js'
import type { Database } from './sqlite.js'

/** Fills the tables that are made of others: all sets in one row, where each lot is used, and the words of names. */
export function deriveTables(db: Database): void {
  packEverything(db)
  countUses(db)
  db.exec(`INSERT INTO part_words (rowid, words) SELECT rowid, ${WORDS} FROM part`)
  // Figures are numbered below zero, so that one search finds both.
  db.exec(`INSERT INTO set_words (rowid, words) SELECT rowid, ${WORDS} FROM lego_set`)
  db.exec(`INSERT INTO set_words (rowid, words) SELECT -rowid, ${WORDS} FROM figure`)
}

/** Spelled as people ask for them; see `words` in `core/title-words.ts`. */
const WORDS = "replace(replace(lower(name), 'grey', 'gray'), 'tyre', 'tire')"

/** Pieces of spares are not counted, but a set that has a spare of a lot has the lot. */
function countUses(db: Database): void {
  const { parts, each } = readEverything(db)
  const lots = parts.length - 1
  const [sets, pieces] = [new Int32Array(lots + 1), new Float64Array(lots + 1)]
  const [first, last] = [new Int32Array(lots + 1), new Int32Array(lots + 1)]
  const latest = new Int32Array(lots + 1)
  let number = 0
  for (const set of db.prepare('SELECT number, year FROM lego_set').iterate()) {
    number++
    const year = Number(set['year'] ?? 0)
    each(String(set['number']), (lot, quantity, isSpare) => {
      if (!isSpare) pieces[lot] = (pieces[lot] ?? 0) + quantity
      if (latest[lot] === number) return
      latest[lot] = number
      sets[lot] = (sets[lot] ?? 0) + 1
      if (year === 0) return
      if (first[lot] === 0 || year < (first[lot] ?? 0)) first[lot] = year
      if (year > (last[lot] ?? 0)) last[lot] = year
    })
  }
  const insert = db.prepare('INSERT INTO lot_use VALUES (?, ?, ?, ?, ?)')
  for (let lot = 1; lot <= lots; lot++) {
    if (sets[lot]) insert.run(lot, sets[lot] ?? 0, pieces[lot] ?? 0, first[lot] || null, last[lot] || null)
  }
}
