import { Command } from 'commander'
import * as fs from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/commands/catalog.js'
import { openCatalog } from '../../src/store/catalog.js'
import { catalogFile } from '../../src/system/catalog-place.js'
import { download } from '../../src/system/http/download.js'
import { machine, type Io } from '../../src/system/io.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-update-'))
const server = http.createServer(answer)
const MODIFIED = 'Sun, 01 Nov 2026 06:00:00 GMT'

/** What was asked for, with what was said about it. */
let asked: string[] = []
/** What the server does instead of its work, once each. */
let moods: ('cut' | 'busy' | 'page' | 'elsewhere')[] = []
let base = ''

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tables`
})
afterAll(() => {
  server.close()
  fs.rmSync(place, { recursive: true, force: true })
})
afterEach(() => {
  asked = []
  moods = []
})

describe('brick catalog update', () => {
  const told: string[] = []
  const io = at('home', told)

  it('downloads all tables, and makes the catalog of them', async () => {
    await update(io)
    expect(asked).toHaveLength(12)
    expect(told).toContain('12 tables downloaded, 0 up to date')
    const local = await openCatalog(catalogFile(io))
    expect(local?.set('7001-1')?.name).toBe('Small Castle')
    expect(local?.date()).toBe('2026-11-01')
    local?.close()
  })

  it('asks no more on the same day', async () => {
    await update(io)
    expect(asked).toEqual([])
    expect(told.slice(-2)).toEqual([
      'asked less than a day ago; --force asks again',
      '12 tables are in it already; nothing to do',
    ])
  })

  it('asks as seldom as --max-age says', async () => {
    const later = { ...io, env: { ...io.env, SOURCE_DATE_EPOCH: '1795800000' } }
    await update(later, '--max-age', '30')
    expect(asked).toEqual([])
    expect(told.at(-2)).toBe('asked less than 30 days ago; --force asks again')
  })

  it('asks again with --force, and of another server', async () => {
    await update(io, '--force')
    expect(asked.filter((line) => line.endsWith('304'))).toHaveLength(12)
    asked = []
    await update(io, '--from', `${base}/mirror`)
    expect(asked.filter((line) => line.endsWith('200'))).toHaveLength(12)
    asked = []
    await update(io, '--force')
    expect(asked.filter((line) => line.endsWith('200'))).toHaveLength(12)
  })

  it('asks on the next day only for what is newer', async () => {
    await update({ ...io, env: { ...io.env, SOURCE_DATE_EPOCH: '1795500000' } })
    expect(asked).toHaveLength(12)
    expect(asked.every((line) => line.endsWith('304'))).toBe(true)
  })

  it('needs no server with --offline', async () => {
    await update({ ...io, env: { ...io.env, BRICK_CATALOG_URL: 'http://127.0.0.1:9/' } }, '--offline')
    expect(asked).toEqual([])
  })

  it('downloads each table once when two do it at the same time', async () => {
    const [one, other] = [at('both', []), at('both', [])]
    await Promise.all([update(one), update(other)])
    expect(asked).toHaveLength(12)
    expect(new Set(asked).size).toBe(12)
  })

  it('makes no catalog of what is no table, and asks for it again', async () => {
    const other = at('page', [])
    moods = ['page']
    await expect(update(other)).rejects.toThrow('what came as colors.csv.gz is not that table of Rebrickable')
    expect(await openCatalog(catalogFile(other))).toBeUndefined()
    await update(other)
    expect(asked.filter((line) => line.includes('colors'))).toEqual(['colors 200', 'colors 200'])
  })

  it('says what to do where nothing is, and refuses what is no place on the web', async () => {
    await expect(update(at('gone', []), '--from', `${base}/gone`)).rejects.toMatchObject({ exit: 5 })
    await expect(update(at('gone', []), '--from', 'ftp://x/')).rejects.toMatchObject({ exit: 2 })
  })
})

describe('download', () => {
  const options = { known: {}, byHand: 'by hand', env: {}, tell: () => undefined, waits: [1, 1] }

  it('goes on where it was cut off', async () => {
    moods = ['cut']
    const file = path.join(place, 'cut.gz')
    const found = await download(`${base}/parts.csv.gz`, file, options)
    expect(fs.readFileSync(file)).toEqual(table('parts'))
    expect(asked).toEqual(['parts 200', 'parts 206'])
    expect(found).toEqual({ etag: '"parts"', modified: MODIFIED })
    expect(fs.readdirSync(place).filter((name) => name.startsWith('cut.gz.'))).toEqual([])
  })

  it('goes on in a later run', async () => {
    moods = ['cut']
    const file = path.join(place, 'later.gz')
    await expect(download(`${base}/sets.csv.gz`, file, { ...options, waits: [] })).rejects.toMatchObject({ exit: 5 })
    expect(fs.existsSync(file)).toBe(false)
    await download(`${base}/sets.csv.gz`, file, options)
    expect(fs.readFileSync(file)).toEqual(table('sets'))
    expect(asked).toEqual(['sets 200', 'sets 206'])
  })

  it('takes an old half away before it writes down what the new one is', async () => {
    const file = path.join(place, 'killed.gz')
    fs.writeFileSync(`${file}.part`, 'half of an older file')
    // As if it were killed there: nothing can be written where a folder is.
    fs.mkdirSync(`${file}.part.json`)
    await expect(download(`${base}/parts.csv.gz`, file, { ...options, waits: [] })).rejects.toThrow(/EISDIR/)
    expect(fs.existsSync(`${file}.part`)).toBe(false)
  })

  it('tries again when the server is busy, but not for ever', async () => {
    moods = ['busy', 'busy']
    await download(`${base}/themes.csv.gz`, path.join(place, 'busy.gz'), options)
    expect(asked).toHaveLength(3)
    moods = ['busy', 'busy', 'busy']
    const failing = download(`${base}/themes.csv.gz`, path.join(place, 'busier.gz'), options)
    await expect(failing).rejects.toThrow(/^cannot download from 127.0.0.1:\d+: it answers 503$/)
  })

  it('believes no rest that begins elsewhere', async () => {
    moods = ['cut', 'elsewhere']
    const file = path.join(place, 'elsewhere.gz')
    await download(`${base}/elements.csv.gz`, file, options)
    expect(fs.readFileSync(file)).toEqual(table('elements'))
    expect(asked).toEqual(['elements 200', 'elements 206', 'elements 206'])
  })

  it('goes where it is sent, but not from a safe place to an unsafe one, nor in circles', async () => {
    const file = path.join(place, 'moved.gz')
    await download(`${base}/moved/parts.csv.gz`, file, options)
    expect(fs.readFileSync(file)).toEqual(table('parts'))
    const failing = download(`${base}/circle/parts.csv.gz`, path.join(place, 'circle.gz'), options)
    await expect(failing).rejects.toThrow(/it answers 302$/)
  })

  it('is sent through the proxy of the environment', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9' }
    const failing = download('https://tables.example/x.gz', path.join(place, 'y.gz'), { ...options, env, waits: [] })
    await expect(failing).rejects.toThrow(/^cannot download from tables.example: .*nobody answers there$/)
  })

  it('says that nobody answers', async () => {
    const failing = download('http://127.0.0.1:9/x.gz', path.join(place, 'x.gz'), { ...options, waits: [] })
    await expect(failing).rejects.toThrow(/^cannot download from 127.0.0.1:9: /)
  })
})

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const moved = /^\/tables\/(moved|circle)\/(.*)/.exec(request.url ?? '')
  if (moved) {
    const [, how, rest] = moved
    response.writeHead(302, { location: how === 'moved' ? `../${rest}` : `/tables/circle/${rest}` }).end('elsewhere')
    return
  }
  const name = path.basename(request.url ?? '', '.csv.gz')
  const mood = moods.shift()
  const known = request.url?.startsWith('/tables/gone') ? undefined : table(name)
  const etag = `"${name}"`
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const bytes = mood === 'page' ? Buffer.from('<html>Please log in</html>') : known?.subarray(start)
  const isKnown = request.headers['if-none-match'] === etag
  const status = mood === 'busy' ? 503 : !bytes ? 404 : isKnown ? 304 : start > 0 ? 206 : 200
  asked.push(`${name} ${status}`)
  if (!bytes || status >= 300) return void response.writeHead(status).end()
  const range = { 'content-range': `bytes ${mood === 'elsewhere' ? 1 : start}-${start + bytes.length - 1}/*` }
  const length = { 'content-length': bytes.length, ...(status === 206 && range) }
  response.writeHead(status, { etag, 'last-modified': MODIFIED, ...length })
  if (mood !== 'cut') return void response.end(bytes)
  response.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(() => response.destroy(), 20))
}

function table(name: string): Buffer | undefined {
  const file = path.join('fixtures/catalog/rebrickable', `${name}.csv`)
  return fs.existsSync(file) ? gzipSync(fs.readFileSync(file)) : undefined
}

async function update(io: Io, ...words: string[]): Promise<void> {
  const program = new Command('brick').exitOverride()
  catalog(program, io)
  const from = words.includes('--from') ? [] : ['--from', io.env['BRICK_CATALOG_URL'] ?? base]
  await program.parseAsync(['catalog', 'update', ...from, ...words], { from: 'user' })
}

function at(name: string, told: string[]): Io {
  const env = { BRICK_CACHE: path.join(place, name), SOURCE_DATE_EPOCH: '1795300000' }
  return { ...machine(), env, say: (text) => void told.push(text) }
}
