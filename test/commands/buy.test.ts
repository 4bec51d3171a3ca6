import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { brickowl } from '../sandbox/brickowl.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-buy-'))
  write('list.csv', 'BLItemNo,BLColorId,Qty\n3004,5,30\n3641,11,4\n3794b,11,25\n')
  write('offers.csv', OFFERS)
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const HEAD = 'store,country,part,color,condition,qty,price,currency,min_buy,bulk,ship'
const OFFERS = [
  HEAD,
  'BrickHaus,DE,3004,5,N,12,0.105,EUR,2,1,4.50',
  'BrickHaus,DE,3641,11,N,12,0.05,EUR,2,1,4.50',
  'BrickHaus,DE,3794b,11,N,40,0.07,EUR,2,1,4.50',
  'Stein&Co,NL,3004,5,N,40,0.09,EUR,,,4',
  'Stein&Co,NL,3641,11,U,100,0.02,EUR,,10,4',
  'Brick-Haus,AT,3794a,11,N,100,0.03,EUR,1,,2.50',
].join('\n')

describe('brick buy', () => {
  it('finds the cheapest order, and its carts add up to it', async () => {
    const { code, out } = await brick(['buy', 'list.csv', '--offers', 'offers.csv', '--json', '-o', 'carts'])
    expect(code).toBe(0)
    const { plans } = JSON.parse(out) as Answer
    // Goods 2.70 + 0.20 and postage 4; goods 0.75, 0.25 to reach the least, postage 2.50.
    expect(plans[0]).toMatchObject({ name: 'A', cost: 10.4, missing: [], proof: { cost: 10.4375, gap: 0 } })
    const carts = fs.readdirSync(path.join(folder, 'carts'))
    expect(carts).toEqual(['cart-A-brick-haus.xml', 'cart-A-stein-co.xml'])
    const goods = carts.flatMap((name) => itemsOf(read(path.join('carts', name))))
    expect(sum(goods.map(({ price, quantity }) => price * quantity))).toBeCloseTo(2.7 + 0.2 + 0.75, 9)
    const stores = plans[0]?.stores ?? []
    expect(sum(stores.map(({ goods, postage, padding }) => goods + postage + padding))).toBeCloseTo(10.4, 9)
  })

  it('says of carts of an earlier run that they are not of this plan', async () => {
    await brick(['buy', 'list.csv', '--offers', 'offers.csv', '-o', 'carts'])
    const { err } = await brick(['buy', 'list.csv', '--offers', 'offers.csv', '-o', 'carts', '--exclude', 'Brick-Haus'])
    expect(err).toContain(`${path.join('carts', 'cart-A-brick-haus.xml')} is of an earlier run`)
  })

  it('tells stores apart whose names look alike as files', async () => {
    write('list.csv', 'BLItemNo,BLColorId,Qty\n3004,5,40\n')
    write('offers.csv', `${HEAD}\nA & B,DE,3004,5,N,20,0.1,EUR,,,1\nA-B,DE,3004,5,N,20,0.1,EUR,,,1\n`)
    await brick(['buy', 'list.csv', '--offers', 'offers.csv', '-o', 'carts'])
    expect(fs.readdirSync(path.join(folder, 'carts'))).toEqual(['cart-A-a-b-2.xml', 'cart-A-a-b.xml'])
  })

  it.each([
    ['--new', /^--new costs EUR \d/m],
    ['--max-stores=1', /^--max-stores costs 18 parts that could be had without it$/m],
    ['--exclude=Stein&Co', /^--exclude costs 18 parts/m],
    ['--seller-country=AT', /^--seller-country costs 34 parts/m],
  ])('says what the wish %s costs', async (wish, says) => {
    const { code, out } = await brick(['buy', 'list.csv', '--offers', 'offers.csv', wish])
    expect(code).toBe(0)
    expect(out).toMatch(says)
  })

  it('rather takes a store that the user prefers, as long as that costs less than it is worth', async () => {
    const ask = ['buy', 'list.csv', '--offers', 'offers.csv', '--prefer', 'BrickHaus', '--plans', '1']
    expect((await brick([...ask, '--prefer-worth', '9'])).out).toMatch(/BrickHaus \(DE\) +3 lots/)
    expect((await brick(ask)).out).not.toContain('BrickHaus (DE)')
  })

  it('buys the most for a budget, and says what all would cost', async () => {
    const { code, out } = await brick(['buy', 'list.csv', '--offers', 'offers.csv', '--budget', '8', '--exit-code'])
    expect(code).toBe(1)
    expect(out).toMatch(/^Plan A +EUR 7\.71 +1 store +41 of 59 parts$/m)
    expect(out).toContain('for the budget; all would cost EUR 10.40')
  })

  it('buys no dearer than the list itself allows', async () => {
    write(
      'list.xml',
      '<INVENTORY><ITEM><ITEMTYPE>P</ITEMTYPE><ITEMID>3004</ITEMID><COLOR>5</COLOR><MAXPRICE>0.1</MAXPRICE><MINQTY>50</MINQTY></ITEM></INVENTORY>',
    )
    const { out } = await brick(['buy', 'list.xml', '--offers', 'offers.csv'])
    expect(out).toMatch(/40 of 50 parts/)
    expect(out).not.toContain('BrickHaus')
  })

  it('does not sell one brick twice to a lot in any color and one in this', async () => {
    write('list.csv', 'BLItemNo,BLColorId,Qty\n3004,5,8\n3004,0,8\n')
    const { out } = await brick(['buy', 'list.csv', '--offers', 'offers.csv', '--exclude', 'Stein&Co', '--json'])
    const { plans } = JSON.parse(out) as Answer
    expect(sum((plans[0]?.stores ?? []).flatMap(({ lots }) => lots.map(({ qty }) => qty)))).toBe(12)
    expect(plans[0]?.missing).toMatchObject([{ missing: 4 }])
  })

  it('gives the same answer each time', async () => {
    const ask = ['buy', 'list.csv', '--offers', 'offers.csv', '--json', '--explain', '--max-stores', '2']
    const timeless = (text: string) => text.replaceAll(/"seconds": [\d.]+/g, '')
    expect(timeless((await brick(ask)).out)).toBe(timeless((await brick(ask)).out))
  })
})

describe('brick buy at Brick Owl', () => {
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await startSandbox({ services: [brickowl] })
  })
  afterAll(() => sandbox.close())

  it('plans an order from what stores have, and writes a page that fills the carts', async () => {
    write('list.csv', 'BLItemNo,BLColorId,Qty\n3001,5,20\n3005,0,20\n')
    const rates = ['USD=1.1', 'GBP=0.85', 'AUD=1.6'].flatMap((rate) => ['--rate', rate])
    const ask = ['--market', 'brickowl', '--ship-to', 'DE', '--ship', '4', '--currency', 'EUR', ...rates]
    const { code, out, err } = await brick(['buy', 'list.csv', ...ask, '-o', 'carts', '--mould', 'exact'], {
      BRICK_BRICKOWL_URL: sandbox.urlOf('brickowl'),
      BRICK_BRICKOWL_KEY: sandbox.persona('ok').brickowl?.key ?? '',
    })
    expect([code, err.includes('cart-A-brickowl.html')]).toEqual([0, true])
    expect(out).toMatch(/^Plan A +EUR [\d.]+ +\d+ stores? +40 of 40 parts/)
    expect(out).toMatch(/^ {2}\d+x 3005 (?!\(any color\)|color 0)\w.* for 3005 /m)
    expect(read('carts/cart-A-brickowl.html')).toContain('All stores below together make the order.')
  })
})

describe('brick buy, the program', () => {
  it('gives the best plan so far when the user has waited enough', async () => {
    const rows = [HEAD]
    for (let store = 0; store < 400; store++)
      for (let color = 1; color < 90; color++)
        if ((store * 31 + color * 17) % 7 === 0)
          rows.push(
            `S${store},DE,3001,${color},N,${1 + ((store * color) % 9)},0.${10 + ((store * 7 + color) % 60)},EUR,${(store % 5) * 3},,${2 + (store % 4)}`,
          )
    write('offers.csv', rows.join('\n'))
    const lots = Array.from({ length: 89 }, (_, index) => `3001,${index + 1},${5 + (index % 12)}`)
    write('list.csv', `BLItemNo,BLColorId,Qty\n${lots.join('\n')}\n`)
    const args = [
      path.resolve('bin/brick.js'),
      'buy',
      'list.csv',
      '--offers',
      'offers.csv',
      '--time',
      '10m',
      '--tolerance',
      '0',
    ]
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...surroundings() } })
    let out = ''
    child.stdout.on('data', (data: Buffer) => (out += data.toString()))
    setTimeout(() => child.kill('SIGINT'), 3000)
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(out).toMatch(/^Plan A +EUR [\d.]+ +\d+ stores +\d+ of \d+ parts\n/)
    expect(out).toMatch(/^best found in .*: an order may be cheaper by [\d.]+ % at most/m)
    expect(code).toBe(130)
  }, 60_000)
})

interface Answer {
  plans: {
    name: string
    cost: number
    stores: { goods: number; postage: number; padding: number; lots: { qty: number }[] }[]
    missing: { missing: number }[]
  }[]
}

function itemsOf(xml: string): { price: number; quantity: number }[] {
  return [...xml.matchAll(/<MAXPRICE>([\d.]+)<\/MAXPRICE><MINQTY>(\d+)</g)].map(([, price, quantity]) => {
    return { price: Number(price), quantity: Number(quantity) }
  })
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function write(name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), text)
}

function read(name: string): string {
  return fs.readFileSync(path.join(folder, name), 'utf8')
}

function surroundings(): Record<string, string> {
  return {
    HOME: folder,
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    BRICK_DATA: path.join(folder, 'data'),
    BRICK_CACHE: path.join(folder, 'cache'),
  }
}

/** The command as it is typed, with real files; the thread that plans is the one that was built. */
async function brick(args: string[], env: Record<string, string> = {}) {
  let [out, err] = ['', '']
  const there = (file: string) => path.resolve(folder, file)
  const io: Io = {
    ...machine(),
    cwd: folder,
    env: { ...surroundings(), ...env },
    terminal: { output: false, error: false, columns: 80 },
    write: (text) => (out += String(text)),
    say: (text) => (err += `${text}\n`),
    open: (file) => machine().open(there(file)),
    tryRead: (file) => machine().tryRead(there(file)),
    makeFolder: (name) => machine().makeFolder(there(name)),
    save: (file, content) => machine().save(there(file), content),
  }
  return { code: await main(args, io), out, err }
}
