import type { Schema } from './migrate.js'

/** The calls of the last days. Times are in milliseconds since 1970. */
export const CALLS_SCHEMA: Schema = {
  // "brcl" in ASCII.
  application: 0x6272636c,
  steps: [
    `
    CREATE TABLE call (
      -- Never used again, so that whoever finishes a call finishes no other one.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      service TEXT NOT NULL,
      -- A fingerprint of the key.
      account TEXT NOT NULL,
      -- Empty for calls of no kind.
      kind TEXT NOT NULL,
      start INTEGER NOT NULL,
      -- When the service had seen it at the latest: when its answer was here; before, the most that may be.
      seen INTEGER NOT NULL,
      isOver INTEGER NOT NULL DEFAULT 0,
      process INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX call_seen ON call (service, account, seen, kind, isOver);
    CREATE INDEX call_start ON call (service, account, start, kind);
    CREATE INDEX call_under_way ON call (service, seen) WHERE isOver = 0;

    -- Until when a service wants to be left alone.
    CREATE TABLE hold (service TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;

    -- The last time that a token signed, in seconds.
    CREATE TABLE stamp (token TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
    `,
    `
    -- A pace counts the calls with all keys.
    DROP INDEX call_seen;
    DROP INDEX call_start;
    CREATE INDEX call_seen ON call (service, seen, account, kind, isOver);
    CREATE INDEX call_start ON call (service, start, account, kind);

    CREATE TABLE newStamp (
      token TEXT PRIMARY KEY,
      -- The last time that it signed, in seconds.
      last INTEGER NOT NULL,
      -- How far before the clock it signed at most, of what was taken.
      taken INTEGER NOT NULL DEFAULT 0,
      -- How far it may, where the service refused more, and until when that is remembered.
      most INTEGER,
      until INTEGER
    ) STRICT;
    INSERT INTO newStamp (token, last) SELECT token, last FROM stamp;
    DROP TABLE stamp;
    ALTER TABLE newStamp RENAME TO stamp;
    `,
  ],
}
