import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { keysOf } from '../markets/asking.js'
import { startSandbox } from '../sandbox/server.js'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

const CASTLE = [
  '0 FILE castle.ldr',
  ...[line('core.ldr', 16), line('core.ldr', 16), line('3794b.dat', 0), line('3794b.dat', 0), line('2780.dat', 0)],
  ...[line('3023.dat', 28), line('3023b.dat', 28), line('15573.dat', 0), line('2454.dat', 378), line('3660.dat', 4)],
  '0 FILE core.ldr',
  ...[line('3023.dat', 28), line('3023.dat', 28), line('2780.dat', 0), line('15573.dat', 0)],
].join('\n')

const PRICES = [
  'part,color,condition,price,currency,basis,date,vat',
  ...[
    '3794b,Black,N,0.3001',
    '15573,Black,N,0.0537',
    '2780,Black,N,0.0409',
    '4459,Black,N,0.0303',
    '3673,Black,N,0.0202',
  ],
  ...[
    '3023,Dark Tan,N,0.2001',
    '3023,White,N,0.0307',
    '2780,Red,N,0.0101',
    '2454,Sand Green,N,3.1111',
    '3660,Red,N,0.2',
  ],
].join(',EUR,sold,2026-11-18,incl\n')

const SWAP = ['swap', 'castle.mpd', '--prices', 'mine.csv', '--hidden', 'core.ldr', '--alternates', '--json']

describe('brick swap', () => {
  it.each([
    { numbers: 'all' },
    { numbers: '1' },
    { numbers: '2,1' },
    { numbers: '4' },
    { numbers: 'all', brickToml: '# mine\n[subs]\n"3794b/Black" = "15573/Black"\n\n[any-color]\nparts = ["2454"]\n' },
    { numbers: 'all', brickToml: '[map]\n"2780" = "bl:4459"\n' },
    { numbers: 'all', assume: ['--assume', '0.11'] },
    { numbers: 'all', list: 'castle.mpd*7' },
  ])(
    'makes the list cost exactly what it says: --apply $numbers $list $assume',
    async ({ numbers, brickToml, assume = [], list = 'castle.mpd' }) => {
      const folder = place({ ...(brickToml !== undefined && { 'brick.toml': brickToml }) })
      const swap = [...SWAP.with(1, list), ...assume]
      const before = json(await brick(folder, ['price', list, '--prices', 'mine.csv', '--json', ...assume]))
      const told = json(await brick(folder, [...swap, '--apply', numbers]))
      const after = json(await brick(folder, ['price', list, '--prices', 'mine.csv', '--json', ...assume]))
      const again = json(await brick(folder, swap))
      expect(told.total.before).toBe(before.total)
      expect(told.total.after).toBeLessThan(before.total)
      expect(after.total).toBe(told.total.after)
      expect(again.total.before).toBe(told.total.after)
      expect(after.coverage.priced).toEqual(told.coverage.after.priced)
      if (numbers === 'all') expect(again.swaps).toEqual([])
      expect(fs.readFileSync(path.join(folder, 'castle.mpd'), 'utf8')).toBe(CASTLE)
      expect(fs.readFileSync(path.join(folder, 'brick.toml'), 'utf8')).toMatch(/^(# mine|\[map\]|\[subs\])\n/)
    },
  )

  it('gives each lot exactly one fate', async () => {
    const { ledger, lots } = json(await brick(place({}), SWAP))
    const sums = Object.values(ledger as Record<string, { lots: number; pieces: number }>)
    expect(sums.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(16)
    expect(sums.reduce((sum, { lots: some }) => sum + some, 0)).toBe(6)
    expect(new Set(lots.map(({ status }: { status: string }) => status))).toEqual(new Set(['swap', 'cheapest']))
  })

  it.each([
    { command: ['parts', 'castle.mpd', '-f', 'bl'] },
    { command: ['export', 'bl', 'castle.mpd'] },
    { command: ['convert', 'castle.mpd', '-', '--to', 'bl'] },
    { command: ['merge', 'castle.mpd', '-f', 'bl'] },
    { command: ['need', 'castle.mpd', '-f', 'bl'] },
  ])('changes what $command.0 writes', async ({ command }) => {
    const folder = place({})
    await brick(folder, [...SWAP, '--apply', 'all'])
    const { out } = await brick(folder, command)
    const lots = [...out.matchAll(/<ITEMID>(.*?)<\/ITEMID><COLOR>(\d+)<\/COLOR><MINQTY>(\d+)/g)]
    expect(lots.map(([, part, color, quantity]) => `${quantity}x ${part}/${color}`).sort()).toEqual([
      ...['1x 2454/48', '1x 3660/5', '1x 3673/11', '2x 2780/5', '2x 3023/69', '4x 3023/1', '5x 15573/11'],
    ])
  })

  it.each(['check', 'diff', 'sub'])('does not change what %s says of the model', async (command) => {
    const folder = place({ 'other.csv': 'Part,Color,Quantity\n3005,4,1\n' })
    if (command === 'check') await brick(folder, ['catalog', 'import', path.resolve('fixtures/catalog/rebrickable')])
    const words = command === 'check' ? ['check', 'castle.mpd'] : [command, 'castle.mpd', 'other.csv']
    const before = await brick(folder, words)
    await brick(folder, [...SWAP, '--apply', 'all'])
    expect(before.out).not.toBe('')
    expect((await brick(folder, words)).out).toBe(before.out)
  })

  it('takes a piece that is owned of the model itself, and what was accepted in its place', async () => {
    const folder = place({ 'own.csv': 'Part,Color,Quantity\n3023,28,3\n3023,15,9\n' })
    await brick(folder, [...SWAP, '--apply', 'all'])
    const { lots } = json(await brick(folder, ['need', 'castle.mpd', '--own', 'own.csv', '--json']))
    const plates = lots.filter(({ part }: { part: { bricklink: string } }) => part.bricklink === '3023')
    // Four of six stand in the core, and may be white; the other two may not.
    expect(plates.map(({ have, missing }: { have: number; missing: number }) => [have, missing])).toEqual([[6, 0]])
  })

  it.each([
    {
      what: 'two swaps of one lot',
      apply: '4,5',
      says: /swaps 4 and 5 contradict each other: both say what comes in place of 2780\/Black/,
    },
    { what: 'a swap that is not there', apply: '99', says: /--apply 99: there is no such swap/ },
    { what: 'what is no number', apply: '0', says: /--apply 0: there is no such swap/ },
    {
      what: 'a file that cannot be written into',
      apply: '1',
      brickToml: 'subs = {}\n',
      says: /cannot write into \[subs\] of brick\.toml/,
    },
  ])('refuses $what, and writes nothing', async ({ apply, brickToml, says }) => {
    const folder = place({ ...(brickToml !== undefined && { 'brick.toml': brickToml }) })
    const { code, out, err } = await brick(folder, [...SWAP, '--apply', apply])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    const file = path.join(folder, 'brick.toml')
    expect(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined).toBe(brickToml)
  })

  it('writes nothing with --strict, where there is any problem', async () => {
    const folder = place({ 'castle.mpd': `${CASTLE}\n1 4 0 0 0 1 0 0 0 1 0 0 0 1\n` })
    const { code, err } = await brick(folder, [...SWAP, '--apply', 'all', '--strict'])
    expect([code, fs.existsSync(path.join(folder, 'brick.toml'))]).toEqual([3, false])
    expect(err).toContain('nothing was written, because of --strict')
  })
})

describe('brick swap at BrickLink', () => {
  it('asks what other colors cost, and the list costs then what it said', { timeout: 30_000 }, async () => {
    const sandbox = await startSandbox()
    try {
      const rows = sandbox.world.pairs.flatMap(({ part, color }) =>
        part.bricklink === '3833' ? [`3833,${color.bricklink},3`] : [],
      )
      const list = `BLItemNo,BLColorId,Qty\n${rows.join('\n')}\n`
      const folder = place({ 'list.csv': list, 'brick.toml': '[any-color]\nparts = ["3833"]\n' })
      const keys = Object.entries(keysOf(sandbox, 'bricklink')).map(([name, key]) => [
        `BRICK_BRICKLINK_${name.toUpperCase()}`,
        key,
      ])
      const env = {
        BRICK_BRICKLINK_URL: sandbox.urlOf('bricklink'),
        ...(Object.fromEntries(keys) as Record<string, string>),
      }
      const ask = ['list.csv', '--market', 'bricklink', '--currency', 'EUR', '--json']
      const told = json(await brick(folder, ['swap', ...ask, '--apply', 'all'], env))
      const calls = sandbox.log.length
      expect(told.swaps.length).toBe(rows.length - 1)
      // Of all colors that there are, LEGO has made this part in few.
      expect(calls).toBeLessThan(12)
      expect(json(await brick(folder, ['price', ...ask], env)).total).toBe(told.total.after)
      expect(sandbox.log).toHaveLength(calls)
    } finally {
      await sandbox.close()
    }
  })
})

function line(part: string, color: number): string {
  return `1 ${color} 0 0 0 1 0 0 0 1 0 0 0 1 ${part}`
}

function place(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-swap-'))
  folders.push(folder)
  for (const [name, text] of Object.entries({
    'castle.mpd': CASTLE,
    'mine.csv': `${PRICES},EUR,sold,2026-11-18,incl\n`,
    ...files,
  }))
    fs.writeFileSync(path.join(folder, name), text)
  return folder
}

/** What a command answers in JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function json({ out }: { out: string }): any {
  return JSON.parse(out)
}

async function brick(
  cwd: string,
  words: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const io: Io = Object.assign(machine(), {
    cwd,
    env: { HOME: cwd, SOURCE_DATE_EPOCH: '1795262400', ...env },
    write: (text: string | Uint8Array) => void (out += String(text)),
    say: (text: string) => void (err += `${text}\n`),
  })
  const code = await main(words, io)
  return { code, out, err }
}
