import * as fs from 'node:fs'
import { BrickError } from '../core/error.js'
import { configFile } from './config.js'
import type { Io } from './io.js'
import { oneAtATime } from './one-at-a-time.js'
import { saveSecret } from './save-secret.js'

/** One thing that a market must be told to let one in. */
export interface Field {
  /** In the file: `consumer_secret`. */
  name: string
  /** In the environment: `BRICK_BRICKLINK_CONSUMER_SECRET`. */
  variable: string
  optional?: true
}

/** What is known of the credentials for a market. */
export interface Credentials {
  /** By the names of the fields. */
  values: Record<string, string>
  /** The fields that are needed and have none; all of them, where nothing is known. */
  missing: string[]
  /** Where each comes from. */
  from: Record<string, 'environment' | 'file'>
}

/**
 * The user's credentials for a market: the environment stands over `$XDG_CONFIG_HOME/brick/credentials.toml`, field by
 * field. A file that others could read is closed to them, with a warning.
 * @throws {BrickError} when the file cannot be read or is no TOML.
 */
export async function readCredentials(io: Io, market: string, fields: readonly Field[]): Promise<Credentials> {
  const kept = await readTables(io)
  const credentials: Credentials = { values: {}, missing: [], from: {} }
  for (const { name, variable, optional } of fields) {
    const [stated, filed] = [io.env[variable], kept[market]?.[name]].map((value) => value?.trim() || undefined)
    const value = stated ?? filed
    if (value !== undefined) {
      credentials.values[name] = value
      credentials.from[name] = stated === undefined ? 'file' : 'environment'
    } else if (!optional) credentials.missing.push(name)
  }
  return credentials
}

/**
 * Keeps credentials for a market, instead of those before; says in which file.
 * @throws {BrickError} when they cannot be kept.
 */
export async function keepCredentials(io: Io, market: string, values: Record<string, string>): Promise<string> {
  const file = credentialsFile(io)
  return oneAtATime(file, async () => write(file, { ...(await readTables(io)), [market]: values }))
}

/** Forgets the credentials for a market; whether there were any. */
export async function forgetCredentials(io: Io, market: string): Promise<boolean> {
  if ((await readTables(io))[market] === undefined) return false
  const file = credentialsFile(io)
  return oneAtATime(file, async () => {
    const { [market]: known, ...others } = await readTables(io)
    if (known) await write(file, others)
    return known !== undefined
  })
}

type Tables = Record<string, Record<string, string>>

async function readTables(io: Io): Promise<Tables> {
  const file = configFile(io, 'credentials.toml')
  const bytes = file === undefined ? undefined : io.tryRead(file)
  if (file === undefined || !bytes) return {}
  closeToOthers(io, file)
  const { isTable, parseToml } = await import('./toml.js')
  const tables: Tables = {}
  for (const [market, table] of Object.entries(parseToml(bytes, file, 'or remove it, and: brick login MARKET'))) {
    if (!isTable(table)) continue
    const texts = Object.entries(table).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    tables[market] = Object.fromEntries(texts)
  }
  return tables
}

/** Where they are kept. @throws {BrickError} when that is nowhere. */
function credentialsFile(io: Io): string {
  const file = configFile(io, 'credentials.toml')
  if (file !== undefined) return file
  const hint = 'set HOME, or put the keys into the environment'
  throw new BrickError('there is no home folder to keep credentials in', { hint })
}

async function write(file: string, tables: Tables): Promise<string> {
  const { stringify } = await import('smol-toml')
  saveSecret(file, `${HEADING}\n\n${stringify(tables).trimEnd()}\n`)
  return file
}

const HEADING = '# Written by brick login. Whoever has these keys is you: show them to nobody.'

/** Windows knows no such modes, and says that all may read. */
function closeToOthers(io: Io, file: string): void {
  if (process.platform === 'win32') return
  try {
    if ((fs.statSync(file).mode & 0o077) === 0) return
    fs.chmodSync(file, 0o600)
    io.say(`brick: others could read ${file}; now only you can. If somebody may have, get new keys`, 'warning')
  } catch {
    io.say(`brick: others can read ${file}, and it cannot be closed to them: chmod 600 ${file}`, 'warning')
  }
}
