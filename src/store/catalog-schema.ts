import type { SourceId } from './catalog-tables.js'

/**
 * Stands in the database as `user_version`. A catalog of another version is made anew from its sources: it is a
 * cache, which nobody migrates.
 */
export const CATALOG_VERSION = 3

/** For messages about the file. */
export const CATALOG_TITLE = {
  title: 'the catalog',
  remedy: (file: string) =>
    `it can be made anew: brick catalog update, or brick catalog import FOLDER; the file is ${file}`,
}

/**
 * The tables of the catalog. Numbers are compared without capitals, as they are at home. What inventories contain is
 * packed (`catalog-packing.ts`): a million and a half rows are a hundred times slower to read than as many numbers.
 */
export const TABLES = `
  CREATE TABLE source (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, date TEXT NOT NULL, imported TEXT NOT NULL,
    rows INTEGER NOT NULL, left_out INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE color (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, rgb TEXT NOT NULL, transparent INTEGER, first_year INTEGER, last_year INTEGER
  );
  CREATE TABLE theme (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent INTEGER);
  CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE part (number TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, category INTEGER, material TEXT);
  CREATE TABLE relation (kind TEXT NOT NULL, child TEXT NOT NULL COLLATE NOCASE, parent TEXT NOT NULL COLLATE NOCASE);
  CREATE TABLE element (
    element TEXT PRIMARY KEY, part TEXT NOT NULL COLLATE NOCASE, color INTEGER NOT NULL, design TEXT
  ) WITHOUT ROWID;
  CREATE TABLE lego_set (
    number TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, year INTEGER, theme INTEGER, pieces INTEGER
  );
  CREATE TABLE figure (number TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, pieces INTEGER);
  CREATE TABLE inventory (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, owner TEXT NOT NULL COLLATE NOCASE);
  CREATE TABLE lot (id INTEGER PRIMARY KEY, part TEXT NOT NULL COLLATE NOCASE, color INTEGER NOT NULL);
  CREATE TABLE inventory_part (inventory INTEGER PRIMARY KEY, content BLOB NOT NULL);
  CREATE TABLE inventory_figure (inventory INTEGER NOT NULL, figure TEXT NOT NULL COLLATE NOCASE, quantity INTEGER NOT NULL);
  CREATE TABLE inventory_set (inventory INTEGER NOT NULL, number TEXT NOT NULL COLLATE NOCASE, quantity INTEGER NOT NULL);

  CREATE TABLE part_number (
    part TEXT NOT NULL COLLATE NOCASE, system TEXT NOT NULL, number TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (part, system, number)
  ) WITHOUT ROWID;

  CREATE TABLE bricklink_item (
    number TEXT PRIMARY KEY COLLATE NOCASE, name TEXT NOT NULL, category TEXT, alternates TEXT
  ) WITHOUT ROWID;
  CREATE TABLE bricklink_color (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rgb TEXT);
  CREATE TABLE bricklink_code (code TEXT NOT NULL, item TEXT NOT NULL COLLATE NOCASE, color TEXT NOT NULL);
  CREATE TABLE studio_part (item TEXT NOT NULL COLLATE NOCASE, ldraw TEXT NOT NULL COLLATE NOCASE, name TEXT);
  CREATE TABLE studio_color (studio INTEGER PRIMARY KEY, bricklink INTEGER, ldraw INTEGER, name TEXT);
  CREATE TABLE ldraw_part (id TEXT PRIMARY KEY, fact TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE ldraw_number (system TEXT NOT NULL, number TEXT NOT NULL COLLATE NOCASE, id TEXT NOT NULL);

  -- Node 22 writes bytes of no length as NULL.
  CREATE TABLE everything (
    parts TEXT NOT NULL, colors BLOB NOT NULL, owners TEXT NOT NULL, contents BLOB, starts BLOB NOT NULL,
    inside BLOB
  );
  CREATE TABLE lot_use (
    lot INTEGER PRIMARY KEY, sets INTEGER NOT NULL, pieces INTEGER NOT NULL, first_year INTEGER, last_year INTEGER
  );
  CREATE VIRTUAL TABLE part_words USING fts5(words, content='', tokenize='unicode61', prefix='3');
  CREATE VIRTUAL TABLE set_words USING fts5(words, content='', tokenize='unicode61', prefix='3');
`

/** Made when all rows are in, which is faster. */
export const INDEXES = `
  CREATE INDEX relation_child ON relation (child, kind);
  CREATE INDEX relation_parent ON relation (parent, kind);
  CREATE INDEX element_part ON element (part, color);
  CREATE INDEX lego_set_theme ON lego_set (theme);
  CREATE INDEX inventory_owner ON inventory (owner, version);
  CREATE UNIQUE INDEX lot_part ON lot (part, color);
  CREATE INDEX inventory_figure_inventory ON inventory_figure (inventory);
  CREATE INDEX inventory_set_inventory ON inventory_set (inventory);
  CREATE INDEX bricklink_code_code ON bricklink_code (code);
  CREATE INDEX ldraw_number_number ON ldraw_number (number, system);
  CREATE INDEX part_number_number ON part_number (number, system);
  CREATE INDEX studio_part_ldraw ON studio_part (ldraw);
`

/** Which tables a source fills: what is kept of a catalog when others of its sources are imported again. */
export const TABLES_OF: Record<SourceId, string[]> = {
  'rebrickable/colors': ['color'],
  'rebrickable/themes': ['theme'],
  'rebrickable/part_categories': ['category'],
  'rebrickable/parts': ['part'],
  'rebrickable/part_relationships': ['relation'],
  'rebrickable/elements': ['element'],
  'rebrickable/sets': ['lego_set'],
  'rebrickable/minifigs': ['figure'],
  'rebrickable/inventories': ['inventory'],
  'rebrickable/inventory_parts': ['lot', 'inventory_part'],
  'rebrickable/inventory_sets': ['inventory_set'],
  'rebrickable/inventory_minifigs': ['inventory_figure'],
  'rebrickable-api/numbers': ['part_number'],
  'bricklink/parts': ['bricklink_item'],
  'bricklink/colors': ['bricklink_color'],
  'bricklink/codes': ['bricklink_code'],
  'studio/parts': ['studio_part'],
  'studio/colors': ['studio_color'],
  'ldraw/parts': ['ldraw_part', 'ldraw_number'],
}
