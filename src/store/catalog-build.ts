import * as fs from 'node:fs'
import * as path from 'node:path'
import type { PartFact } from '../core/catalog/catalog.js'
import { BrickError } from '../core/error.js'
import { lazy } from '../core/lazy.js'
import { makeFolders } from '../system/make-folders.js'
import { reason } from '../system/reason.js'
import { deriveTables } from './catalog-derive.js'
import { packInventories } from './catalog-packing.js'
import { CATALOG_TITLE, CATALOG_VERSION, INDEXES, TABLES, TABLES_OF } from './catalog-schema.js'
import { rowReader, SOURCE_TABLES, type SourceId, type SourceTable } from './catalog-tables.js'
import { openDatabase, type Database, type Value } from './sqlite.js'

/** Where a table of the catalog came from. */
export interface CatalogSource {
  id: SourceId
  /** Its name, without folders. */
  file: string
  /** Of what day the facts are: `2026-04-01`. */
  date: string
  /** When it was imported, as ISO 8601. */
  imported: string
  rows: number
  /** Rows that make no sense, or stand twice. */
  leftOut: number
  bytes: number
  /** Of the unpacked content. */
  sha256: string
}

/** A catalog that is being made. */
export interface CatalogBuild {
  /** Who takes the rows of a table whose header has these keys; false where a row makes no sense. */
  rows(id: SourceId, keys: string[]): (cells: string[]) => boolean
  ldrawPart(fact: PartFact): void
  /** Another day for a source that was kept. */
  redate(id: SourceId, date: string): void
  /** To be called when all of a source is in. */
  done(source: Omit<CatalogSource, 'rows' | 'leftOut'>): void
}

/**
 * Makes a new catalog of what `fill` gives, and of what is kept of the one that stands there, and puts it in its place
 * when it is whole. When anything fails, or the process is killed, the old one stands as it was.
 * @throws {BrickError} when it cannot be written; whatever `fill` throws.
 */
export async function buildCatalog(
  file: string,
  kept: SourceId[],
  fill: (build: CatalogBuild) => Promise<void>,
): Promise<void> {
  const folder = path.dirname(file)
  const half = path.join(folder, `.${path.basename(file)}.${process.pid}.part`)
  try {
    makeFolders(folder)
    removeLeftovers(folder, path.basename(file))
    await write(half, file, kept, fill)
    settle(half)
    fs.renameSync(half, file)
    settle(folder)
  } catch (error) {
    remove(half)
    throw unwritable(error, file)
  }
}

async function write(half: string, file: string, kept: SourceId[], fill: (build: CatalogBuild) => Promise<void>) {
  const db = await openDatabase(half, CATALOG_TITLE)
  try {
    // Nobody sees the file before it is whole, so that it needs no journal on the disk.
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536')
    if (kept.length > 0) db.prepare('ATTACH ? AS old').run(file)
    db.exec('BEGIN')
    db.exec(TABLES)
    for (const id of kept) keep(db, id)
    const { build, end } = builder(db)
    await fill(build)
    end()
    db.exec(INDEXES)
    deriveTables(db)
    db.exec(`PRAGMA user_version = ${CATALOG_VERSION}`)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
}

function keep(db: Database, id: SourceId): void {
  for (const table of TABLES_OF[id]) db.exec(`INSERT INTO main.${table} SELECT * FROM old.${table}`)
  db.prepare('INSERT INTO main.source SELECT * FROM old.source WHERE id = ?').run(id)
}

function builder(db: Database): { build: CatalogBuild; end(): void } {
  const counts = new Map<SourceId, { rows: number; leftOut: number }>()
  const inventories = new Map<SourceId, Taker>()
  return { build: { rows, ldrawPart: ldrawParts(), redate, done }, end: () => inventories.forEach(({ end }) => end()) }

  function rows(id: SourceId, keys: string[]): (cells: string[]) => boolean {
    const table: SourceTable | undefined = SOURCE_TABLES.find((one) => one.id === id)
    if (!table) throw new Error(`no table of rows: ${id}`)
    const read = rowReader(table, keys)
    const count = countOf(id)
    const taker = id === 'rebrickable/inventory_parts' ? packer(db) : inserter(db, table)
    inventories.set(id, taker)
    return (cells) => {
      const values = read(cells)
      const isTaken = values !== undefined && taker.take(values)
      if (isTaken) count.rows++
      else count.leftOut++
      return values !== undefined
    }
  }

  function ldrawParts(): (fact: PartFact) => void {
    const insert = lazy(() => db.prepare('INSERT OR IGNORE INTO ldraw_part VALUES (?, ?)'))
    const insertNumber = lazy(() => db.prepare('INSERT INTO ldraw_number VALUES (?, ?, ?)'))
    return (fact) => {
      const count = countOf('ldraw/parts')
      if (insert().run(fact.id, JSON.stringify(fact)).changes === 0) return void count.leftOut++
      count.rows++
      for (const [system, number] of Object.entries(fact.numbers)) insertNumber().run(system, number, fact.id)
    }
  }

  function countOf(id: SourceId): { rows: number; leftOut: number } {
    const count = counts.get(id) ?? { rows: 0, leftOut: 0 }
    counts.set(id, count)
    return count
  }

  function redate(id: SourceId, date: string): void {
    db.prepare('UPDATE source SET date = ? WHERE id = ?').run(date, id)
  }

  function done({ id, file, date, imported, bytes, sha256 }: Omit<CatalogSource, 'rows' | 'leftOut'>): void {
    const { rows, leftOut } = countOf(id)
    const insert = db.prepare('INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    insert.run(id, file, date, imported, rows, leftOut, bytes, sha256)
  }
}

interface Taker {
  /** Whether the row is new. */
  take(values: Value[]): boolean
  end(): void
}

function inserter(db: Database, { into, columns }: SourceTable): Taker {
  const insert = db.prepare(`INSERT OR IGNORE INTO ${into} VALUES (${columns.map(() => '?').join(', ')})`)
  return { take: (values) => insert.run(...values).changes !== 0, end: () => undefined }
}

/** Rows of inventories are numbered by lot, and packed when all are there. */
function packer(db: Database): Taker {
  const numbers = new Map<string, number>()
  const packing = packInventories()
  const insertLot = db.prepare('INSERT INTO lot VALUES (?, ?, ?)')
  return { take, end }

  function take([inventory, part, color, quantity, isSpare]: Value[]): boolean {
    const key = `${String(part)}\t${String(color)}`
    let lot = numbers.get(key)
    if (lot === undefined) {
      lot = numbers.size + 1
      numbers.set(key, lot)
      insertLot.run(lot, String(part), Number(color))
    }
    packing.add(Number(inventory), lot, Number(quantity), isSpare === 1)
    return true
  }

  function end(): void {
    const insert = db.prepare('INSERT INTO inventory_part VALUES (?, ?)')
    for (const [inventory, content] of packing.all()) insert.run(inventory, content)
  }
}

/** Halves that a killed process left. */
function removeLeftovers(folder: string, name: string): void {
  for (const found of fs.readdirSync(folder)) {
    const [, id = ''] = found.startsWith(`.${name}.`) ? (/\.(\d+)\.part(?:-journal)?$/.exec(found) ?? []) : []
    if (id !== '' && !isRunning(Number(id))) fs.rmSync(path.join(folder, found), { force: true })
  }
}

/** What stands in the way of writing may stand in the way of this, too, and is told already. */
function remove(half: string): void {
  try {
    fs.rmSync(half, { force: true })
  } catch {
    return
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Makes sure that it is on the disk, where the system can do that. */
function settle(place: string): void {
  try {
    const descriptor = fs.openSync(place, 'r')
    try {
      fs.fsyncSync(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    // Windows cannot do it for folders, nor for files that are open for reading.
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** In words what stands in the way of writing the catalog; errors of other kinds as they are. */
export function unwritable(error: unknown, file: string): unknown {
  if (error instanceof BrickError || !(error instanceof Error && 'syscall' in error)) return error
  return new BrickError(`cannot write the catalog ${file}: ${reason(error)}`, {
    hint: 'make room, change the permissions of its folder, or name another folder in BRICK_CACHE',
    cause: error,
  })
}
