import * as fs from 'node:fs'
import { BrickError, EXIT } from '../core/error.js'
import type { CatalogSource } from './catalog-build.js'
import { catalogParts, type CatalogParts } from './catalog-parts.js'
import { CATALOG_TITLE, CATALOG_VERSION } from './catalog-schema.js'
import { catalogSets, type CatalogSets } from './catalog-sets.js'
import { SOURCE_TABLES, type SourceId } from './catalog-tables.js'
import { catalogUses, type CatalogUses } from './catalog-uses.js'
import { checkSize } from './migrate.js'
import { openDatabase, type Database, type Row } from './sqlite.js'

/** What exists, as the dumps say that the user imported. All numbers are Rebrickable's, and their capitals do not matter. */
export interface LocalCatalog extends CatalogParts, CatalogSets, CatalogUses {
  file: string
  /** What it was made of, in the order of its tables. */
  sources(): CatalogSource[]
  close(): void
}

/**
 * Opens the catalog; undefined when there is none.
 * @throws {BrickError} when it is damaged, or was made by another version of brick.
 */
export async function openCatalog(file: string): Promise<LocalCatalog | undefined> {
  if (!fs.existsSync(file)) return undefined
  const db = await openDatabase(file, { ...CATALOG_TITLE, readOnly: true })
  try {
    checkVersion(db)
    checkSize(db, CATALOG_TITLE)
  } catch (error) {
    db.close()
    throw error
  }
  const sets = catalogSets(db)
  return {
    file,
    ...catalogParts(db),
    ...sets,
    ...catalogUses(db, sets),
    sources: () => readSources(db),
    close: db.close,
  }
}

/** What to say where a question needs a catalog and there is none. */
export function noCatalog(): BrickError {
  return new BrickError('there is no catalog yet', { exit: EXIT.catalog, hint: REMEDY })
}

/** The one command to run, or the other for those who have the files. */
const REMEDY = 'download one: brick catalog update; or make one of tables that you have: brick catalog import FOLDER'

function checkVersion(db: Database): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version === CATALOG_VERSION) return
  throw new BrickError(`another version of brick made the catalog ${db.file}`, {
    exit: EXIT.catalog,
    hint: 'make it anew: brick catalog update, or brick catalog import FOLDER',
  })
}

function readSources(db: Database): CatalogSource[] {
  const order = [...SOURCE_TABLES.map(({ id }) => String(id)), 'ldraw/parts']
  return db
    .prepare('SELECT * FROM source')
    .all()
    .map(sourceOf)
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
}

function sourceOf(row: Row): CatalogSource {
  return {
    id: String(row['id']) as SourceId,
    file: String(row['file']),
    date: String(row['date']),
    imported: String(row['imported']),
    rows: Number(row['rows']),
    leftOut: Number(row['left_out']),
    bytes: Number(row['bytes']),
    sha256: String(row['sha256']),
  }
}
