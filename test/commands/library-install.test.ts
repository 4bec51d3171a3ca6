import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { Command } from 'commander'
import * as fs from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { library } from '../../src/commands/library.js'
import { checksum } from '../../src/system/checksum.js'
import { machine, type Io } from '../../src/system/io.js'
import { findLibrary, installedLibrary } from '../../src/system/library.js'

const server = http.createServer(answer)
const MODIFIED = 'Sun, 01 Nov 2026 06:00:00 GMT'

/** What the server has, and what it does instead of its work, once each. */
let bytes: Buffer = Buffer.alloc(0)
let moods: ('cut' | 'missing')[] = []
let asked: string[] = []
let url = ''
let top = ''
let told: string[] = []

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/complete.zip`
})
afterAll(() => {
  server.close()
})
beforeEach(async () => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-library-'))
  bytes = await archive({})
})
afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
  moods = []
  asked = []
  told = []
})

describe('brick library install', () => {
  it('downloads, checks, and puts it where it is found', async () => {
    await install()
    const file = installedLibrary(io())
    expect(told).toEqual(['installed the LDraw library: 2 parts, of 2026-11-01', `  in ${file}`])
    expect(fs.readFileSync(file)).toEqual(bytes)
    expect(await findLibrary(io(), undefined)).toMatchObject({ kind: 'archive', full: file, by: 'brick' })
    expect(
      fs
        .readdirSync(path.dirname(file))
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['complete.json', 'complete.zip'])
  })

  it('downloads nothing that it has already, unless it must', async () => {
    await install()
    await install()
    expect(asked).toEqual(['200', '304'])
    expect(told[2]).toBe('the LDraw library is up to date: 2 parts, of 2026-11-01')
    await install('--force')
    expect(asked).toEqual(['200', '304', '200'])
    bytes = await archive({ 'parts/3024.dat': '0 Plate  1 x  1\n' })
    await install()
    expect(told.at(-2)).toBe('installed the LDraw library: 3 parts, of 2026-11-01')
  })

  it('goes on where it was cut off', async () => {
    moods = ['cut']
    await install()
    expect(asked).toEqual(['200', '206'])
    expect(fs.readFileSync(installedLibrary(io()))).toEqual(bytes)
  })

  it.each([
    ['a page', () => Buffer.from('<html>Please log in</html>'), /is not the LDraw library: cannot unpack/],
    ['another archive', () => archive({ 'parts/3001.dat': undefined }), /it has no parts\/3001.dat$/],
    ['a damaged one', async () => spoiled(await archive({})), /parts\/3001.dat in complete.zip: it is damaged$/],
  ])('keeps the one before when %s comes', async (_, other, message) => {
    await install()
    const before = bytes
    bytes = await other()
    await expect(install()).rejects.toMatchObject({ exit: 5, message: expect.stringMatching(message) as string })
    const file = installedLibrary(io())
    expect(fs.readFileSync(file)).toEqual(before)
    expect(fs.existsSync(`${file}.new`)).toBe(false)
    bytes = before
    await install('--force')
    expect(told.at(-2)).toBe('installed the LDraw library: 2 parts, of 2026-11-01')
  })

  it('says what to do when there is none at that place', async () => {
    moods = ['missing']
    await expect(install()).rejects.toMatchObject({
      exit: 5,
      message: expect.stringMatching(/refuses to give \/complete.zip: it answers 404$/) as string,
      hint: 'download complete.zip with a browser, then: brick library install --from complete.zip',
    })
  })

  it('takes a file that is here', async () => {
    const file = path.join(top, 'mine.zip')
    fs.writeFileSync(file, bytes)
    await run('install', '--from', file)
    expect(asked).toEqual([])
    expect(fs.readFileSync(installedLibrary(io()))).toEqual(bytes)
    await run('install', '--from', installedLibrary(io()))
    expect(told.at(-2)).toBe('installed the LDraw library: 2 parts, of 2026-11-01')
  })

  it('tells who has another library, which is used', async () => {
    fs.mkdirSync(path.join(top, 'ldraw/parts'), { recursive: true })
    await install()
    expect(told.at(-1)).toBe(`note: it comes before ${path.join(top, 'ldraw')}, which is no longer used`)
  })

  it('lets one go after the other', async () => {
    await Promise.all([install(), install()])
    expect(fs.readFileSync(installedLibrary(io()))).toEqual(bytes)
    expect(asked).toEqual(['200', '304'])
  })
})

describe('brick library remove', () => {
  it('removes what was installed, and what is left of it', async () => {
    await install()
    const file = installedLibrary(io())
    fs.writeFileSync(`${file}.new.part`, 'half')
    await run('remove')
    expect(fs.readdirSync(path.dirname(file)).filter((name) => !name.startsWith('.'))).toEqual([])
    await run('remove')
    expect(told.at(-1)).toBe('brick installed no LDraw library')
  })
})

function io(): Io {
  return { ...machine(), cwd: top, env: { HOME: top }, say: (text) => void told.push(text) }
}

async function run(...words: string[]): Promise<void> {
  const program = new Command('brick').exitOverride()
  library(program, io())
  await program.parseAsync(['library', ...words], { from: 'user' })
}

function install(...words: string[]): Promise<void> {
  return run('install', '--from', url, ...words)
}

async function archive(others: Record<string, string | undefined>): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level: 0, lastModDate: new Date(1e12) })
  const files: Record<string, string | undefined> = {
    'LDConfig.ldr': '0 !LDRAW_ORG Configuration UPDATE 2026-11-01\n',
    'parts/3001.dat': '0 Brick  2 x  4\n',
    'parts/3003.dat': '0 Brick  2 x  2\n',
    'p/stud.dat': '0 Stud\n',
    ...others,
  }
  for (const [name, text] of Object.entries(files))
    if (text !== undefined) await writer.add(`ldraw/${name}`, new Uint8ArrayReader(Buffer.from(text)))
  return Buffer.from(await writer.close())
}

function spoiled(whole: Buffer): Buffer {
  const at = whole.indexOf('Brick  2 x  4')
  whole[at] = 7
  return whole
}

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const mood = moods.shift()
  const etag = `"${checksum(bytes)}"`
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const status = mood === 'missing' ? 404 : request.headers['if-none-match'] === etag ? 304 : start > 0 ? 206 : 200
  asked.push(String(status))
  if (status >= 300) return void response.writeHead(status).end()
  const rest = bytes.subarray(start)
  const range = { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }
  const length = { 'content-length': rest.length, ...(status === 206 && range) }
  response.writeHead(status, { etag, 'last-modified': MODIFIED, ...length })
  if (mood !== 'cut') return void response.end(rest)
  response.write(rest.subarray(0, 100), () => response.destroy())
}
