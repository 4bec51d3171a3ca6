import { HOLDING_FIELDS } from '../core/lists/holding.js'
import type { Schema } from './migrate.js'

/**
 * What somebody owns, as a ledger: batches of signed entries, which are only ever added, so that each state before can
 * be told and restored. What is there now is their sum.
 */
export const COLLECTION_SCHEMA: Schema = {
  // "brck" in ASCII.
  application: 0x6272636b,
  steps: [
    `
    -- One command of the user.
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      -- ISO 8601, UTC.
      time TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('add', 'take', 'move', 'undo', 'import')),
      note TEXT NOT NULL,
      undoes INTEGER REFERENCES batch CHECK (undoes < id AND (undoes IS NOT NULL) = (kind = 'undo'))
    ) STRICT;

    -- The lists that a batch was made of.
    CREATE TABLE origin (
      batch INTEGER NOT NULL REFERENCES batch,
      source TEXT NOT NULL,
      -- Of the contents; empty where nobody asks whether it comes twice.
      fingerprint TEXT NOT NULL,
      -- The shop's own number of the order, or empty.
      order_number TEXT NOT NULL
    ) STRICT;
    CREATE INDEX origin_fingerprint ON origin (fingerprint);
    CREATE INDEX origin_order ON origin (order_number);

    -- Sorted as it is summed. Columns as in Holding of src/core/holding.ts.
    CREATE TABLE entry (
      part TEXT NOT NULL,
      color TEXT NOT NULL,
      condition TEXT NOT NULL,
      place TEXT NOT NULL,
      state TEXT NOT NULL,
      source TEXT NOT NULL,
      itemType TEXT NOT NULL,
      written TEXT NOT NULL,
      batch INTEGER NOT NULL REFERENCES batch,
      quantity INTEGER NOT NULL CHECK (quantity <> 0),
      PRIMARY KEY (part, color, condition, place, state, source, itemType, written, batch)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW stock AS
      SELECT part, color, condition, place, state, source, itemType, written, sum(quantity) AS quantity
      FROM entry
      GROUP BY part, color, condition, place, state, source, itemType, written
      HAVING sum(quantity) <> 0;

    CREATE TRIGGER entry_above_zero AFTER INSERT ON entry WHEN NEW.quantity < 0 BEGIN
      SELECT RAISE(ABORT, 'less than none') WHERE 0 > (
        SELECT sum(quantity) FROM entry
        WHERE part = NEW.part AND color = NEW.color AND condition = NEW.condition AND place = NEW.place
          AND state = NEW.state AND source = NEW.source AND itemType = NEW.itemType AND written = NEW.written
      );
    END;
    ${['batch', 'origin', 'entry'].map(onlyAdded).join('\n')}
    `,
    `
    -- What lists call parts that LDraw has not, of which a holding says the number only.
    CREATE TABLE name (
      part TEXT NOT NULL,
      batch INTEGER NOT NULL REFERENCES batch,
      name TEXT NOT NULL,
      PRIMARY KEY (part, batch)
    ) STRICT, WITHOUT ROWID;
    ${onlyAdded('name')}
    `,
  ],
}

/** All that tells holdings apart, as columns. */
export const COLUMNS = HOLDING_FIELDS.join(', ')

function onlyAdded(table: string): string {
  return ['UPDATE', 'DELETE']
    .map((change) => {
      const name = `${table}_${change.toLowerCase()}`
      return `CREATE TRIGGER ${name} BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'only ever added'); END;`
    })
    .join('\n')
}
