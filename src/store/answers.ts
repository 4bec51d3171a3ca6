import { Buffer } from 'node:buffer'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { BrickError, EXIT } from '../core/error.js'
import type { AnswerCache, KeptAge, KeptAnswer } from '../system/http/means.js'
import { discard } from './discard.js'
import type { Schema } from './migrate.js'
import { openPrivateDatabase } from './private-database.js'
import type { Database, DatabaseOptions, Row } from './sqlite.js'

/** Answers of services in a file. */
export interface AnswersFile extends AnswerCache {
  /** How many there are of each service, from when to when, and how many bytes they take. */
  contents(): { service: string; count: number; bytes: number; oldest: number; newest: number }[]
  /** Forgets all, or those of one service; says how many. */
  clear(service?: string): number
  close(): void
}

interface AnswersOptions {
  /** In milliseconds since 1970: what is too old is forgotten. */
  now: number
  /** The largest that the file may grow before the oldest are forgotten. */
  mostBytes?: number
  patience?: number
}

/**
 * Opens the answers of a file in the cache folder, or makes an empty one. They can be got again: one that is damaged, or
 * of a later version, is thrown away.
 * @throws {BrickError} when it cannot be written.
 */
export async function openAnswers(file: string, options: AnswersOptions): Promise<AnswersFile> {
  const { patience } = options
  const open = () => openPrivateDatabase(file, SCHEMA, { ...OPTIONS, ...(patience !== undefined && { patience }) })
  try {
    return answersIn(await open(), options)
  } catch (error) {
    if (!(error instanceof BrickError) || error.exit !== EXIT.input) throw error
    for (const ending of ['', '-wal', '-shm']) discard(`${file}${ending}`)
    return answersIn(await open(), options)
  }
}

/** Ninety days: no answer is used that long, but by those who say so, and by those who have no network. */
const LONGEST = 90 * 86_400_000

const MOST_BYTES = 256 * 1024 ** 2

const OPTIONS: DatabaseOptions = { title: 'the answers of services' }

const SCHEMA: Schema = {
  // "bran" in ASCII.
  application: 0x6272616e,
  steps: [
    `
    CREATE TABLE answer (
      -- A fingerprint of all that it depends on: nothing can be told from it.
      key TEXT PRIMARY KEY,
      service TEXT NOT NULL,
      -- In milliseconds since 1970.
      fetchedAt INTEGER NOT NULL,
      status INTEGER NOT NULL,
      -- UTF-8; packed (raw deflate) where that makes it smaller; null where there is no such thing.
      body BLOB,
      isPacked INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX answer_age ON answer (fetchedAt, service);
    `,
  ],
}

function answersIn(database: Database, { now, mostBytes = MOST_BYTES }: AnswersOptions): AnswersFile {
  const find = database.prepare('SELECT fetchedAt, status, body, isPacked FROM answer WHERE key = ?')
  const findAll = database.prepare(
    'SELECT key, fetchedAt, status, body, isPacked FROM answer WHERE key IN (SELECT value FROM json_each(?))',
  )
  const ages = database.prepare(
    'SELECT key, fetchedAt, body IS NULL AS isAbsent FROM answer WHERE key IN (SELECT value FROM json_each(?))',
  )
  const keep = database.prepare('INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)')
  sweep(database, now, mostBytes)
  return {
    find: (key) => answerOf(find.get(key)),
    findAll: (keys) => answersOf(findAll.all(JSON.stringify(keys))),
    ages: (keys) => new Map(ages.all(JSON.stringify(keys)).map((row) => [String(row['key']), ageOf(row)])),
    keep(key, service, { fetchedAt, status, text }) {
      const { body, isPacked } = packed(text)
      keep.run(key, service, fetchedAt, status, body, isPacked ? 1 : 0)
    },
    contents: () => contents(database),
    clear: (service) => clear(database, service),
    close: () => database.close(),
  }
}

function ageOf(row: Row): KeptAge {
  return { fetchedAt: Number(row['fetchedAt']), isAbsent: row['isAbsent'] === 1 }
}

/** In bytes. Unpacking what is smaller takes longer than reading it as it is. */
const WORTH_PACKING = 4096

function packed(text: string | undefined): { body: Uint8Array | null; isPacked: boolean } {
  if (text === undefined) return { body: null, isPacked: false }
  const body = Buffer.from(text)
  return body.length < WORTH_PACKING ? { body, isPacked: false } : { body: deflateRawSync(body), isPacked: true }
}

function answersOf(rows: Row[]): Map<string, KeptAnswer> {
  const answers = new Map<string, KeptAnswer>()
  for (const row of rows) {
    const answer = answerOf(row)
    if (answer) answers.set(String(row['key']), answer)
  }
  return answers
}

/** What cannot be unpacked is as good as none. */
function answerOf(row: Row | undefined): KeptAnswer | undefined {
  if (!row) return undefined
  const { body } = row
  const plain = { fetchedAt: Number(row['fetchedAt']), status: Number(row['status']) }
  if (!(body instanceof Uint8Array)) return { ...plain, text: undefined }
  try {
    const { buffer, byteOffset, byteLength } = row['isPacked'] === 1 ? inflateRawSync(body) : body
    return { ...plain, text: Buffer.from(buffer, byteOffset, byteLength).toString() }
  } catch {
    return undefined
  }
}

/** Looks first: who only reads must not wait for who writes. */
function sweep(database: Database, now: number, mostBytes: number): void {
  const isOld = database.prepare('SELECT 1 FROM answer WHERE fetchedAt < ? LIMIT 1').get(now - LONGEST) !== undefined
  if (isOld) database.prepare('DELETE FROM answer WHERE fetchedAt < ?').run(now - LONGEST)
  if (bytesIn(database) <= mostBytes) return
  database.exec(
    'DELETE FROM answer WHERE key IN (SELECT key FROM answer ORDER BY fetchedAt LIMIT (SELECT count(*) / 2 FROM answer))',
  )
}

/** Without what was deleted, whose place is used again. */
function bytesIn(database: Database): number {
  const pragma = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name])
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
}

function contents(database: Database) {
  const rows = database.prepare(
    `SELECT service, count(*) AS count, sum(coalesce(length(body), 0)) AS bytes, min(fetchedAt) AS oldest,
      max(fetchedAt) AS newest FROM answer GROUP BY service ORDER BY service`,
  )
  return rows.all().map(({ service, count, bytes, oldest, newest }) => ({
    service: String(service),
    count: Number(count),
    bytes: Number(bytes),
    oldest: Number(oldest),
    newest: Number(newest),
  }))
}

function clear(database: Database, service: string | undefined): number {
  const { changes } =
    service === undefined
      ? database.prepare('DELETE FROM answer').run()
      : database.prepare('DELETE FROM answer WHERE service = ?').run(service)
  // What is deleted would lie in the file until it is written over.
  database.exec('VACUUM')
  return changes
}
