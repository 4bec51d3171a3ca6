import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { brickowl } from '../sandbox/brickowl.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'

const LIBRARY = path.resolve('fixtures/render/library')
const TOWER = path.resolve('fixtures/render/tower.mpd')

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-report-'))
  write('list.csv', 'BLItemNo,BLColorId,Qty\n3004,5,30\n3641,11,4\n3794b,11,25\n')
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('brick report', () => {
  it('makes one page with a picture of each part and of the model', async () => {
    const { code, err } = await brick(['report', TOWER, '--library', LIBRARY, '-o', 'tower.html'])
    expect(code).toBe(0)
    expect(err).toContain('tower.html: 5 parts in 5 lots, 5 colors\n')
    const page = read('tower.html')
    expect(page).toMatch(/^<!doctype html>/i)
    expect(page.match(/<img [^>]*src="data:image\/png;base64,/g)).toHaveLength(6)
    expect(page).toContain('<title>Tower with a hook</title>')
    expect(page).toContain('In the picture of the model, unheard-of is not in the library; not drawn.')
    expect(page).toContain('1 part is shown by a placeholder')
    expect(page).toContain('Nothing is lost: 5 references = 5 listed + 0 skipped + 0 without a name.')
    expect(page).toMatch(/LDraw Parts Library[^<]*CC BY 4\.0/)
  })

  it('asks nobody for anything but its own text', async () => {
    await brick(['report', TOWER, '--library', LIBRARY, '-o', 'tower.html'])
    const page = read('tower.html')
    expect(page).toMatch(/http-equiv="Content-Security-Policy" content="default-src 'none'/)
    const sources = [...page.matchAll(/\s(?:src|srcset|poster|data)="([^"]*)"/g)].map(([, source = '']) => source)
    expect(sources.filter((source) => !source.startsWith('data:'))).toEqual([])
  })

  it.each(['html', 'pdf'])('makes the same %s of the same list', async (ending) => {
    for (const name of ['a', 'b']) await brick(['report', TOWER, '--library', LIBRARY, '-o', `${name}.${ending}`])
    expect(read(`a.${ending}`) === read(`b.${ending}`)).toBe(true)
    expect(read(`a.${ending}`).slice(0, 5)).toBe(ending === 'pdf' ? '%PDF-' : '<!doc')
  })

  it('leaves out what is not wanted', async () => {
    const page = async (...flags: string[]) => {
      await brick(['report', TOWER, '--library', LIBRARY, '-o', 'tower.html', ...flags])
      return read('tower.html')
    }
    expect(await page()).toMatch(/<script [^>]*id="packed"/)
    expect(await page('--no-3d')).not.toMatch(/<script [^>]*id="packed"/)
    expect(await page('--no-pictures')).not.toContain('<img ')
    expect(await page('--title', 'My <b>tower</b>')).toContain('My &#60;b&#62;tower&#60;/b&#62;')
  })

  it('works without a library, and says how to get pictures', async () => {
    const { code } = await brick(['report', 'list.csv', '-o', 'list.html'])
    expect(code).toBe(0)
    expect(read('list.html')).not.toContain('<img ')
    expect(read('list.html')).toMatch(/There are no pictures.*brick library install/)
  })

  it('reads standard input once, to count it and to draw it', async () => {
    const { code } = await brick(['report', '-', '--library', LIBRARY, '-o', 'tower.html'], fs.readFileSync(TOWER))
    expect(code).toBe(0)
    expect(read('tower.html').match(/<img /g)).toHaveLength(6)
  })

  it('writes the page to a pipe, and only it', async () => {
    const { out, err } = await brick(['report', 'list.csv', '--no-pictures'])
    expect(out).toMatch(/^<!doctype html>[^]*<\/html>\s*$/i)
    expect(err).toBe('ledger: 59 references = 59 listed + 0 skipped + 0 without a name\n')
  })

  it('says that it has no pictures where there is no library, and how to come by one', async () => {
    const { err } = await brick(['report', 'list.csv', '-o', 'list.html'])
    expect(err).toContain('it has no pictures: there is no LDraw library on this machine; brick library install')
  })

  it('has a page whose sums close, of parts and of money', async () => {
    write('prices.csv', 'part,color,price,currency\n3004,5,0.11,EUR\n3641,11,0.05,EUR\n3794b,11,0.07,EUR\n')
    await brick(['report', 'list.csv', '--prices', 'prices.csv', '-o', 'list.html'])
    const page = read('list.html')
    const sum = (pattern: RegExp, of = page) => [...of.matchAll(pattern)].reduce((all, [, n]) => all + Number(n), 0)
    expect(sum(/<b>(\d+)<\/b> parts/g)).toBe(59)
    expect(sum(/<td class="qty"><b>(\d+)x<\/b><\/td><td class="part">/g)).toBe(59)
    expect(sum(/<small>\d+ lots?, (\d+) parts?<\/small><\/h3>/g)).toBe(59)
    expect(sum(/<td class="sum">([\d.]+)<\/td>/g)).toBeCloseTo(5.25, 9)
    expect(page).toContain('<b>EUR 5.25</b>')
    const charts = page.split('<div class="chart">').slice(1)
    expect(charts.map((chart) => sum(/<td>([\d.]+)<\/td><\/tr>/g, chart))).toEqual([59, 5.25])
  })

  it('takes what is owned from the collection', async () => {
    write('drawer.csv', 'BLItemNo,BLColorId,Qty\n3004,5,10\n')
    await brick(['own', 'add', 'drawer.csv'])
    await brick(['report', 'list.csv', '-o', 'list.html'])
    expect(read('list.html')).toContain('your collection')
  })

  it.each([
    { what: 'a name of another kind', argv: ['list.csv', '-o', 'x.txt'], code: 2, says: 'ends neither in .html nor' },
    { what: 'no ending', argv: ['list.csv', '-o', 'report'], code: 2, says: 'ends neither in .html nor' },
    { what: 'a list that is not there', argv: ['no.ldr', '-o', 'x.html'], code: 3, says: 'cannot read no.ldr' },
    { what: 'an empty file', argv: ['nothing.ldr', '-o', 'x.html'], code: 3, says: 'the file is empty' },
    { what: 'a model without a part', argv: ['empty.ldr', '-o', 'x.html'], code: 3, says: 'nothing was written' },
    { what: 'problems with --strict', argv: ['odd.ldr', '--strict', '-o', 'x.html'], code: 4, says: 'nothing was' },
    { what: 'no postage', argv: ['list.csv', '--offers', 'offers.csv', '-o', 'x.html'], code: 2, says: 'for sending' },
    { what: 'no prices', argv: ['list.csv', '--prices', 'odd.ldr', '-o', 'x.html'], code: 3, says: 'has no prices' },
  ])('writes nothing for $what', async ({ argv, code, says }) => {
    write('empty.ldr', '0 Empty\n')
    write('nothing.ldr', '')
    write('odd.ldr', '0 Odd\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 no-such-part.dat\n')
    write('offers.csv', 'store,part,color,qty,price,currency\nA,3004,5,100,0.1,EUR\n')
    const before = fs.readdirSync(folder)
    const answer = await brick(['report', ...argv])
    expect(answer.code).toBe(code)
    expect(answer.err).toContain(says)
    expect(fs.readdirSync(folder)).toEqual(before)
  })

  it('fills no terminal with a page', async () => {
    const { code, out, err } = await brick(['report', 'list.csv'], undefined, { isTerminal: true })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('-o report.html')
  })
})

describe('brick report with Brick Owl', () => {
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await startSandbox({ services: [brickowl] })
  })
  afterAll(() => sandbox.close())

  it('has a plan whose stores take a cart each', async () => {
    const rows = sold(sandbox).map(([part, color]) => `${part},${color},1\n`)
    write('sold.csv', `BLItemNo,BLColorId,Qty\n${rows.join('')}`)
    const rates = ['USD=1.1', 'GBP=0.85', 'AUD=1.6'].flatMap((rate) => ['--rate', rate])
    const asking = ['--market', 'brickowl', '--ship-to', 'DE', '--ship', '4', '--currency', 'EUR', ...rates]
    const env = {
      BRICK_BRICKOWL_URL: sandbox.urlOf('brickowl'),
      BRICK_BRICKOWL_KEY: sandbox.persona('ok').brickowl?.key,
    }
    const { code } = await brick(['report', 'sold.csv', ...asking, '-o', 'sold.html'], undefined, { env })
    expect(code).toBe(0)
    const page = read('sold.html')
    expect(page).toMatch(/<form [^>]*action="https:\/\/\w+\.brickowl\.com\/addtocart"/)
    const known = sandbox.world.lots.map(({ id }) => id)
    const lots = [...page.matchAll(/lot_id&#34;:&#34;(\d+)&#34;/g)].map(([, id]) => id ?? '')
    expect(lots.length).toBeGreaterThan(0)
    expect(lots.filter((id) => !known.includes(id))).toEqual([])
  })
})

/** Bricks that somebody sends to Germany, in BrickLink's numbers. */
function sold({ world: { pairs, lots } }: Sandbox): [string, number][] {
  const open = lots.filter(({ store }) => store.open && store.shipsTo.length === 0)
  return pairs
    .filter(({ part, color }) => ['3001', '3004', '3005'].includes(part.bricklink) && color.bricklink !== 5)
    .filter((pair) => open.some((lot) => lot.pair === pair))
    .slice(0, 3)
    .map(({ part, color }) => [part.bricklink, color.bricklink])
}

interface Setting {
  isTerminal?: boolean
  env?: Io['env']
}

/** The command as it is typed, with real files. */
async function brick(argv: string[], input?: Uint8Array, { isTerminal = false, env = {} }: Setting = {}) {
  let [out, err] = ['', '']
  const real = Object.assign(machine(), { cwd: folder })
  const io: Io = Object.assign(real, {
    env: { HOME: folder, XDG_CACHE_HOME: path.join(folder, '.cache'), SOURCE_DATE_EPOCH: '1795262400', ...env },
    terminal: { output: isTerminal, error: false, columns: 80 },
    read: (file: string) => (file === '-' && input ? input : fs.readFileSync(path.resolve(folder, file))),
    write: (text: string | Uint8Array) => (out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    say: (text: string) => (err += `${text}\n`),
  })
  return { code: await main(argv, io), out, err }
}

function write(name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), text)
}

function read(name: string): string {
  return fs.readFileSync(path.join(folder, name), 'latin1')
}
