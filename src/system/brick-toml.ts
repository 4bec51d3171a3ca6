import { noDecisions, type Decisions } from '../core/catalog/decisions.js'
import { prefixOf, splitPrefix, type Prefixed } from '../core/catalog/id-prefix.js'
import type { Parsed } from '../core/problem.js'
import { isTexts, note, partKey, report, unknown, wrong, type Entries } from './brick-toml-entry.js'
import { readAnyColor, readSubstitute } from './brick-toml-lots.js'
import { decodeToml, isTable, parseToml } from './toml.js'

/**
 * Reads `brick.toml`. What it does not know or cannot use is left out and reported, with its line. `others` are tables
 * that somebody else reads.
 * @throws {BrickError} when it is no TOML, or not UTF-8.
 */
export function parseDecisions(bytes: Uint8Array, file: string, others: string[] = []): Parsed<Decisions> {
  const text = decodeToml(bytes, file)
  const decisions: Decisions = { ...noDecisions(), file, lines: new Map() }
  const reading: Entries = { text, file, decisions, problems: [] }
  for (const [name, entries] of Object.entries(parseToml(bytes, file, HINT))) {
    const read = TABLES[name]
    if (others.includes(name)) continue
    if (!read) unknown(reading, name)
    else if (!isTable(entries))
      wrong(reading, name, undefined, 'must be a table', `write [${name}] on a line of its own`)
    else {
      for (const [key, value] of Object.entries(entries)) read(reading, key, value)
      forLater(reading, name, Object.keys(entries))
    }
  }
  return { value: decisions, problems: reading.problems }
}

/** Entries for commands that come later are checked, so that mistakes show early, and told once for each table. */
function forLater(reading: Entries, table: string, keys: string[]): void {
  const later = table === 'defaults' ? keys.filter((key) => LATER.includes(key)) : []
  if (later.length === 0) return
  const message = `not used by this version: [defaults] ${later.join(', ')}`
  report(reading, { level: 'note', code: 'config.unused', message }, table, later[0])
}

const HINT = 'entries look like "12825" = "bl:2555", below a line like [map]'

const LATER = ['country', 'currency']

type ReadEntry = (reading: Entries, key: string, value: unknown) => void

const TABLES: Record<string, ReadEntry> = {
  map: readMap,
  color: readColor,
  ignore: readIgnore,
  defaults: readDefault,
  'any-color': readAnyColor,
  subs: readSubstitute,
}

function readMap(reading: Entries, key: string, value: unknown): void {
  const target = typeof value === 'string' ? value.trim() : ''
  const rule = numberOf(target)
  if (target.toLowerCase() === 'skip') addRule(reading, 'map', partKey(key), 'skip', key)
  else if (rule !== undefined) addRule(reading, 'map', partKey(key), rule, key)
  else wrong(reading, 'map', key, 'has no number with its system', 'write "bl:2555", "rb:2555", "ld:2555" or "skip"')
}

function readColor(reading: Entries, key: string, value: unknown): void {
  if (key === 'main') {
    if (typeof value === 'string' && value.trim() !== '') reading.decisions.mainColor = value.trim()
    else if (Number.isInteger(value)) reading.decisions.mainColor = `ld:${value}`
    else wrong(reading, 'color', key, 'is no color', 'write a name, as in "white", or "ld:15"')
    return
  }
  const from = colorKey(key)
  const to = typeof value === 'string' ? numberOf(value) : undefined
  if (from === undefined) wrong(reading, 'color', key, 'is no color', 'write "ld:10026" or "#FF8800"')
  else if (to === undefined || !/:\d+$/.test(to))
    wrong(reading, 'color', key, 'is given no color', 'write "bl:11", "rb:0" or "ld:0"')
  else addRule(reading, 'color', from, to.replace(/:0+(?=\d)/, ':'), key)
}

function readIgnore(reading: Entries, key: string, value: unknown): void {
  if (key !== 'models' && key !== 'parts') return unknown(reading, 'ignore', key)
  if (!isTexts(value)) return wrong(reading, 'ignore', key, 'must be a list of names', `write ${key} = ["..."]`)
  for (const name of value) {
    const written = key === 'parts' ? partKey(name) : name
    reading.decisions.ignore[key].push(written)
    note(reading, `[ignore] ${written}`, 'ignore', key)
  }
}

function readDefault(reading: Entries, key: string, value: unknown): void {
  const { defaults } = reading.decisions
  if (key === 'condition') {
    if (value === 'new' || value === 'used' || value === 'any') defaults.condition = value
    else wrong(reading, 'defaults', key, 'must be "new", "used" or "any"')
  } else if (key === 'country' || key === 'currency') {
    if (typeof value === 'string' && value !== '') defaults[key] = value
    else wrong(reading, 'defaults', key, `must be a text, as in ${key === 'country' ? '"DE"' : '"EUR"'}`)
  } else if (key === 'since') {
    if (typeof value === 'number' && Number.isInteger(value)) defaults.since = value
    else wrong(reading, 'defaults', key, 'must be a year, as in 2024')
  } else unknown(reading, 'defaults', key)
}

function addRule({ ...reading }: Entries, table: 'map' | 'color', from: string, to: string, key: string): void {
  reading.decisions[table].set(from, to)
  note(reading, `[${table}] ${from}`, table, key)
}

/** A number with its system, as in `bl:2555`, in one of the systems that models are translated into. */
function numberOf(text: string): string | undefined {
  const { system, rest } = splitPrefix(text)
  return system !== undefined && SYSTEMS.includes(system) ? `${prefixOf(system)}:${rest}` : undefined
}

const SYSTEMS: Prefixed[] = ['bricklink', 'rebrickable', 'ldraw']

/** `ld:10026`, also for `10026`, a direct color in hexadecimal, and `#RRGGBB`. */
function colorKey(key: string): string | undefined {
  const direct = /^#([0-9a-f]{6})$/i.exec(key.trim())
  if (direct) return `ld:${Number(`0x2${direct[1]}`)}`
  const [shop] = /^(?:bl|rb|bo):\d+$/i.exec(key.trim()) ?? []
  if (shop !== undefined) return shop.toLowerCase()
  const [, number] = /^(?:ld:)?(\d+|0x[0-9a-f]+)$/i.exec(key.trim()) ?? []
  return number === undefined ? undefined : `ld:${Number(number)}`
}
