import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { brickowl } from '../sandbox/brickowl.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'

let sandbox: Sandbox
let folder: string

beforeAll(async () => {
  sandbox = await startSandbox({ services: [brickowl] })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-sellers-'))
  const rows = sold()
    .slice(0, 3)
    .map(([part, color]) => `${part},${color},1`)
  fs.writeFileSync(path.join(folder, 'list.csv'), `BLItemNo,BLColorId,Qty\n${rows.join('\n')}\n3001,5,99999\n`)
})
afterEach(() => {
  sandbox.clearFaults()
  fs.rmSync(folder, { recursive: true, force: true })
})

const RATES = ['--currency', 'EUR', ...['USD=1.1', 'GBP=0.85', 'AUD=1.6'].flatMap((rate) => ['--rate', rate])]
const ASK = ['sellers', 'list.csv', '--market', 'brickowl', '--ship-to', 'DE', ...RATES]

describe('brick sellers at Brick Owl', () => {
  it('says who has most, from the answers of before when it is run again', async () => {
    const first = await brick(ASK)
    expect(first.code).toBe(0)
    expect(first.out).toMatch(/^Store +Country +Lots of 4 +Parts of 100002 +EUR +Minimum\n/)
    expect(first.out).toMatch(/\d+ sellers for 4 of 4 lots, offers of \d{4}-\d\d-\d\d from Brick Owl/)
    expect(first.out).toContain('too few everywhere: 1 lot')
    const calls = sandbox.log.length
    expect((await brick([...ASK, '--offline'])).out).toBe(first.out)
    expect(sandbox.log).toHaveLength(calls)
  })

  it.each([
    {
      what: 'a key that may not see the catalog',
      persona: 'owl-basic',
      says: /does not show its catalog.*\n.*write to it/,
    },
    { what: 'a key that is unknown', key: 'canary'.repeat(8), says: /does not know this key: Invalid API key/ },
    { what: 'what is no key', key: 'canary', says: /this is no API key of Brick Owl: it has 6 characters only/ },
  ])('tells of $what', async ({ persona, key, says }) => {
    const { code, out, err } = await brick(ASK, { persona, key })
    expect([code, out]).toEqual([6, ''])
    expect(err).toMatch(says)
    expect(err + written(folder)).not.toContain('canary')
  })

  it.each(['php-warning'])('never shows or keeps the key: %s', async (fault) => {
    const key = sandbox.persona('ok').brickowl?.key ?? ''
    expect((await brick(ASK)).code).toBe(0)
    sandbox.fault({ fault })
    const { code, out, err } = await brick([...ASK, '--refresh'])
    expect([code, out]).toEqual([5, ''])
    expect(err).toMatch(/^brick: Brick Owl \(127/)
    expect(err + written(folder)).not.toContain(key.slice(0, 20))
  })

  it('names what Brick Owl does not know, and goes on', async () => {
    fs.appendFileSync(path.join(folder, 'list.csv'), '2454,86,1\n')
    const { code, err } = await brick(ASK)
    expect(code).toBe(0)
    expect(err).toMatch(/warning: Brick Owl has nothing that is part 2454\w* at BrickLink/)
  })
})

describe('brick sellers with a file of offers', () => {
  it('says the price of one piece as so many pieces cost', async () => {
    const rows = 'store,part,color,qty,price,currency,tier1_qty,tier1_price\nA,3001,5,200000,0.2,EUR,1000,0.1\n'
    fs.writeFileSync(path.join(folder, 'offers.csv'), rows)
    const { out } = await brick(['sellers', 'list.csv', '--offers', 'offers.csv', '--json'])
    const { sellers } = JSON.parse(out) as { sellers: { takes: { qty: number; each: number; price: number }[] }[] }
    expect(sellers[0]?.takes).toMatchObject([{ qty: 99_999, each: 0.1, price: 9999.9 }])
  })

  it('tells once of what has no number at BrickLink', async () => {
    const rows = 'store,part,color,qty,price,currency\nA,rb:zzz1,4,1,1,EUR\nA,rb:zzz1,0,1,1,EUR\nA,rb:zzz2,4,1,1,EUR\n'
    fs.writeFileSync(path.join(folder, 'offers.csv'), rows)
    const { code, err } = await brick(['sellers', 'list.csv', '--offers', 'offers.csv'])
    expect(code).toBe(0)
    expect(err).toContain('offers.csv: warning: 3 rows are of what has no BrickLink number: zzz1, zzz2\n')
  })

  it('says that a file has no offers only where it has none', async () => {
    fs.writeFileSync(path.join(folder, 'offers.csv'), 'store,part,color,qty,price,currency\nA,3002,5,1,1,EUR\n')
    expect((await brick(['sellers', 'list.csv', '--offers', 'offers.csv'])).code).toBe(0)
    fs.writeFileSync(path.join(folder, 'offers.csv'), 'store,part,color,qty,price,currency\n')
    const { code, err } = await brick(['sellers', 'list.csv', '--offers', 'offers.csv'])
    expect([code, err.split('\n')[0]]).toEqual([3, 'brick: offers.csv has no offers'])
  })

  it('refuses a file of which no row makes sense, and says what the first lacks', async () => {
    fs.writeFileSync(path.join(folder, 'offers.csv'), 'store,part,color,qty,price,currency\nA,3001,5,1,,EUR\n')
    const { code, err } = await brick(['sellers', 'list.csv', '--offers', 'offers.csv'])
    expect([code, err.split('\n')[0]]).toEqual([3, 'brick: offers.csv has no offers; line 2: no price for 3001'])
  })
})

describe('brick sellers --hand-over', () => {
  it('writes carts for the stores, and a wishlist of what they lack', async () => {
    const { code, err } = await brick([...ASK, '--hand-over', 'carts.html', '--top', '2'])
    expect(code).toBe(0)
    expect(err).toContain('carts.html: carts of 2 stores; open it in a browser')
    const page = fs.readFileSync(path.join(folder, 'carts.html'), 'utf8')
    expect(page.match(/action="[^"]*"/g)).toEqual([
      ...[expect.stringMatching(/^action="https:\/\/\w+\.brickowl\.com\/addtocart"$/), expect.anything()],
      'action="https://www.brickowl.com/addtowishlist"',
    ])
    const lots = [...page.matchAll(/lot_id&#34;:&#34;(\d+)&#34;/g)].map(([, id]) => id)
    const known = sandbox.world.lots.map(({ id }) => id)
    expect(lots.length).toBeGreaterThan(2)
    expect(lots.filter((id) => !known.includes(id ?? ''))).toEqual([])
  })

  it('writes the cart of one store', async () => {
    const { out } = await brick([...ASK, '--json'])
    const { sellers } = JSON.parse(out) as { sellers: { store: { id: string; name: string } }[] }
    const { name = '', id = '' } = sellers[1]?.store ?? {}
    for (const word of [name.toUpperCase(), id]) {
      expect((await brick([...ASK, '--hand-over', 'one.htm', '--store', word])).code).toBe(0)
      const page = fs.readFileSync(path.join(folder, 'one.htm'), 'utf8')
      expect(page.match(/addtocart/g)).toHaveLength(1)
      expect(page).toContain(`<h2>${name.replaceAll('&', '&#38;')}`)
    }
  })

  it.each([
    {
      title: 'a name that is no page',
      argv: [...ASK, '--hand-over', 'list.csv'],
      says: 'list.csv is not called like one',
    },
    { title: 'a store without a page', argv: [...ASK, '--store', 'A'], says: 'no --hand-over asks for one' },
    {
      title: 'a store that nobody knows',
      argv: [...ASK, '--hand-over', 'a.html', '--store', 'A'],
      says: 'is called A',
    },
    {
      title: 'offers from elsewhere',
      argv: ['sellers', 'list.csv', '--offers', 'offers.csv', '--hand-over', 'a.html'],
      says: 'makes carts for no other market',
    },
  ])('refuses $title', async ({ argv, says }) => {
    fs.writeFileSync(path.join(folder, 'offers.csv'), 'store,part,color,qty,price,currency\nA,3001,5,9,0.1,EUR\n')
    const list = fs.readFileSync(path.join(folder, 'list.csv'), 'utf8')
    const { code, err } = await brick(argv)
    expect(code).toBe(2)
    expect(err).toContain(says)
    expect(fs.existsSync(path.join(folder, 'a.html'))).toBe(false)
    expect(fs.readFileSync(path.join(folder, 'list.csv'), 'utf8')).toBe(list)
  })
})

/** Parts that somebody sends to Germany, in BrickLink's numbers; bricks, which every catalog knows. */
function sold(): [string, number][] {
  const { pairs, lots } = sandbox.world
  const bricks = pairs.filter(
    ({ part, color }) => ['3001', '3004', '3005'].includes(part.bricklink) && color.bricklink !== 5,
  )
  const open = lots.filter(({ store }) => store.open && store.shipsTo.length === 0)
  return bricks
    .filter((pair) => open.some((lot) => lot.pair === pair))
    .map(({ part, color }) => [part.bricklink, color.bricklink])
}

function written(place: string): string {
  const files = fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).map((file) => path.join(place, file))
  return files
    .filter((file) => fs.statSync(file).isFile())
    .map((file) => fs.readFileSync(file, 'latin1'))
    .join('\n')
}

interface Who {
  persona?: string | undefined
  key?: string | undefined
}

/** The command as it is typed, with real time and real files. */
async function brick(argv: string[], { persona = 'ok', key }: Who = {}) {
  let [out, err] = ['', '']
  const io: Io = {
    ...machine(),
    cwd: folder,
    env: {
      ...{ HOME: folder, BRICK_BRICKOWL_URL: sandbox.urlOf('brickowl') },
      BRICK_BRICKOWL_KEY: key ?? sandbox.persona(persona).brickowl?.key,
    },
    terminal: { output: false, error: false, columns: 80 },
    write: (text) => (out += String(text)),
    say: (text) => (err += `${text}\n`),
    open: (file) => machine().open(path.join(folder, file)),
    save: (file, content) => machine().save(path.resolve(folder, file), content),
  }
  const code = await main(argv, io)
  return { code, out, err }
}
