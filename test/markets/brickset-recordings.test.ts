import { describe, expect, it } from 'vitest'
import { usageOf } from '../../src/markets/brickset/account.js'
import {
  IGNORED_OF_LISTS,
  instructionsOf,
  picturesOf,
  subthemesOf,
  themesOf,
  yearsOf,
} from '../../src/markets/brickset/catalog.js'
import { minifigsOf, notesOf } from '../../src/markets/brickset/collection.js'
import { bricksetDialect } from '../../src/markets/brickset/dialect.js'
import { IGNORED_OF_SETS, setPageOf } from '../../src/markets/brickset/sets.js'
import { rawAnswer } from '../../src/system/http/send.js'
import { leavesIn, lostOf, recorded, recordingsOf, widened } from './recordings.js'

/** Which decoder a recording is for, and what of it nobody needs. */
const DECODERS: Record<string, { decode(body: unknown): unknown; ignored: string[] }> = {
  'getSetsSuccess.json': { decode: setPageOf, ignored: IGNORED_OF_SETS },
  // The client that kept these rows added members of its own.
  'sets_rows_2026.json': {
    decode: (rows) => setPageOf({ status: 'success', matches: 4, sets: rows }),
    ignored: [...IGNORED_OF_SETS, 'retailPrice', 'dateFirstAvailable'],
  },
  'getThemesSuccess.json': { decode: themesOf, ignored: IGNORED_OF_LISTS },
  'getSubthemesSuccess.json': { decode: subthemesOf, ignored: IGNORED_OF_LISTS },
  'getYearsSuccess.json': { decode: yearsOf, ignored: IGNORED_OF_LISTS },
  'getAdditionalImagesSuccess.json': { decode: picturesOf, ignored: IGNORED_OF_LISTS },
  'getInstructionsSuccess.json': { decode: instructionsOf, ignored: IGNORED_OF_LISTS },
  'getMinifigsCollectionSuccess.json': { decode: minifigsOf, ignored: IGNORED_OF_LISTS },
  'getUserNotesSuccess.json': { decode: notesOf, ignored: IGNORED_OF_LISTS },
  'keyUsageStats.json': { decode: usageOf, ignored: IGNORED_OF_LISTS },
}

const all = recordingsOf('brickset').map((one) => ({ ...one, name: one.file.slice(9) }))
const known = all.filter(({ name }) => DECODERS[name] !== undefined)

describe.skipIf(all.length === 0)('recordings of Brickset', () => {
  it('has a decoder for each live one', () => {
    expect(all.filter(({ kind, name }) => kind.startsWith('recorded') && !DECODERS[name])).toEqual([])
  })

  it.each(known)('$name: all members are decoded, or on the list of those that are not', ({ name }) => {
    const { decode, ignored } = DECODERS[name] ?? { decode: String, ignored: [] }
    const lost = rowsOf(bodyOf(name)).flatMap((body) => {
      const leaves = leavesIn(body).filter((names) => !isOn(ignored, names))
      return lostOf(body, leaves, { decode, other })
    })
    expect([...new Set(lost.map(nameOf))]).toEqual([])
  })

  it.each(known)('$name: decodes with members that nobody has seen yet, and with text for numbers', ({ name }) => {
    const { decode } = DECODERS[name] ?? { decode: String }
    const body = bodyOf(name)
    expect(decode(widened(body))).toEqual(decode(body))
    const swapped: unknown = JSON.parse(JSON.stringify(body).replace(/:(\d+(?:\.\d+)?)(?=[,}])/g, ':"$1"'))
    expect(JSON.stringify(decode(swapped))).toBe(JSON.stringify(decode(body)))
  })

  it.each([
    { name: 'error_invalid_key.json', message: 'Brickset does not know this key', exit: 6 },
    { name: 'loginFailed.json', message: 'Brickset does not know this key', exit: 6 },
    { name: 'error_limit.json', message: 'Brickset lets this key ask for sets no more today', exit: 5 },
  ])('$name is told in words', ({ name, message, exit }) => {
    const text = recorded(`brickset/${name}`).toString()
    const dialect = bricksetDialect({ apiKey: 'a key' }, { baseUrl: 'http://127.0.0.1' })
    const raw = rawAnswer({ method: 'POST', status: 200, headers: {}, text, skew: undefined })
    expect(dialect.read(raw)).toMatchObject({ refused: { message, exit } })
  })

  it('has sets by number and variant, and their prices to the cent', () => {
    const { matches, sets } = setPageOf(bodyOf('getSetsSuccess.json'))
    expect([matches, sets.length]).toEqual([608, 50])
    const bookshop = sets.find(({ number }) => number === '10270-1')
    expect(bookshop).toMatchObject({ name: 'Bookshop', year: 2020, pieces: 2504, own: { isOwned: true, owned: 1 } })
    expect(bookshop?.retail['UK']?.price).toEqual({ currency: 'GBP', micros: 149_990_000 })
  })
})

function bodyOf(name: string): unknown {
  return JSON.parse(recorded(`brickset/${name}`).toString())
}

/** Answers with one row each, which are decoded sooner than all at once. */
function rowsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body.map((row: unknown) => [row])
  const [name, rows] = Object.entries(body as object).find(([, member]) => Array.isArray(member)) ?? []
  if (name === undefined || !Array.isArray(rows)) return [body]
  return rows.map((row: unknown) => ({ ...(body as object), [name]: [row] }))
}

function nameOf(names: string[]): string {
  return names.filter((name) => !/^\d+$/.test(name)).join('.')
}

function isOn(ignored: string[], names: string[]): boolean {
  const name = nameOf(names).replace(/^sets\./, '')
  return ignored.includes(name)
}

/** Another value of the same kind. */
function other(value: unknown): unknown {
  return typeof value === 'number' ? value + 7 : typeof value === 'boolean' ? !value : `${String(value)}7`
}
