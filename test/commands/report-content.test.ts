import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadModels } from '../../src/commands/load.js'
import { reportContent } from '../../src/commands/report-content.js'
import { reportList } from '../../src/commands/report-list.js'
import type { ReportFlags } from '../../src/commands/report-make.js'
import { ownedLots } from '../../src/commands/report-owned.js'
import { tradedLots } from '../../src/commands/report-trade.js'
import type { Report } from '../../src/report/report.js'
import { machine, type Io } from '../../src/system/io.js'

let folder: string
let io: Io

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-report-'))
  io = Object.assign(machine(), { cwd: folder, env: { HOME: folder, SOURCE_DATE_EPOCH: '1795262400' }, quiet: true })
  write('list.csv', 'BLItemNo,BLColorId,Qty\n3004,5,30\n3641,11,4\n3794b,11,25\n32073,11,2\n')
  write('prices.csv', 'part,color,price,currency\n3004,5,0.11,EUR\n3641,11,0.053,EUR\n3794b,11,0.07,EUR\n')
  write('offers.csv', OFFERS)
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const OFFERS = [
  'store,country,part,color,condition,qty,price,currency,min_buy,bulk,ship',
  'BrickHaus,DE,3004,5,N,12,0.105,EUR,2,1,4.50',
  'Stein&Co,NL,3004,5,N,40,0.09,EUR,,,4',
  'Stein&Co,NL,3641,11,U,100,0.02,EUR,,10,4',
  'Brick-Haus,AT,3794a,11,N,100,0.03,EUR,1,,2.50',
].join('\n')

describe('a report', () => {
  it.each(['color', 'category'] as const)('has each piece in one group, by %s', async (by) => {
    const report = await made({ by })
    expect(report.counts).toEqual({ pieces: 61, lots: 4, parts: 4, colors: 2 })
    for (const { pieces, lots } of report.groups) expect(sum(lots, ({ quantity }) => quantity)).toBe(pieces)
    expect(sum(report.groups, ({ pieces }) => pieces)).toBe(61)
    expect(new Set(lotsOf(report).map(({ id }) => id)).size).toBe(4)
    expect(sum(report.charts[0]?.bars ?? [], ({ text }) => Number(text))).toBe(61)
    expect(report.groups.map(({ rgb }) => rgb !== undefined)).toEqual(report.groups.map(() => by === 'color'))
  })

  it('has the numbers of each lot, with pages of the catalogs', async () => {
    const axle = lotsOf(await made({})).find(({ part }) => part === '32073')
    expect(axle).toMatchObject({ name: 'Technic Axle 5', length: '5', color: { name: 'Black' } })
    expect(axle?.numbers).toEqual([
      {
        system: 'BrickLink',
        number: '32073',
        url: 'https://www.bricklink.com/v2/catalog/catalogitem.page?P=32073&C=11',
      },
      { system: 'Rebrickable', number: '32073', url: 'https://rebrickable.com/parts/32073/' },
    ])
    expect(axle?.element).toMatch(/^\d{5,8}$/)
  })

  it('has no section of what nobody was asked for', async () => {
    const report = await made({})
    expect(Object.keys(report).filter((name) => ['price', 'plan', 'owned', 'model'].includes(name))).toEqual([])
    expect(report.charts).toHaveLength(1)
    expect(lotsOf(report).filter(({ price, stores, owned }) => price ?? stores ?? owned)).toEqual([])
  })

  it('has prices that add up, and says what has none', async () => {
    const report = await made({ prices: ['prices.csv'], top: 2 })
    // 30 x 0.11, 4 x 0.053, 25 x 0.07.
    expect(report.price).toMatchObject({
      total: 'EUR 5.26',
      currency: 'EUR',
      priced: { lots: 3, pieces: 59 },
      unpriced: { lots: 1, pieces: 2 },
      dearest: [
        { lot: '3004-4', total: '3.30', each: '0.11' },
        { lot: '3794b-0', total: '1.75', each: '0.07' },
      ],
    })
    expect(sum(lotsOf(report), ({ price }) => Number(price?.total ?? 0))).toBeCloseTo(5.26, 2)
    expect(report.charts.map(({ title }) => title)).toEqual(['Parts by color', 'Cost by color'])
    expect(report.notes).toContain('There is no price for 1 lot, 2 parts; the sum is without them.')
  })

  it('marks what is guessed', async () => {
    const report = await made({ prices: ['prices.csv'], assume: '0.50' })
    expect(report.price).toMatchObject({ total: 'EUR 6.26', unpriced: { lots: 0, pieces: 0 } })
    expect(lotsOf(report).filter(({ price }) => price?.isGuess)).toMatchObject([{ part: '32073' }])
    expect(report.notes).toContain('Of the price, EUR 1.00 is guessed: there is no price for 2 parts.')
  })

  it('has a plan whose sums close, by store and over all', async () => {
    const { plan, price, charts, notes, groups } = await made({ offers: ['offers.csv'], ship: '4' })
    expect(plan).toMatchObject({ total: 'EUR 10.40', coverage: '59 of 61 parts' })
    const stores = plan?.stores ?? []
    expect(stores.map(({ name, total, extra }) => [name, total, extra])).toEqual([
      ['Stein&Co', 'EUR 6.90', undefined],
      ['Brick-Haus', 'EUR 3.50', '0.25 to reach its least'],
    ])
    for (const { goods, lots, wanted } of stores) {
      expect(sum(lots, ({ total }) => Number(total))).toBeCloseTo(amount(goods), 2)
      expect(wanted?.match(/<ITEM>/g)).toHaveLength(lots.length)
    }
    expect(price).toMatchObject({ total: 'EUR 3.65', priced: { lots: 3, pieces: 59 } })
    expect(amount(price?.total)).toBeCloseTo(
      sum(stores, ({ goods }) => amount(goods)),
      2,
    )
    expect(charts.map(({ title }) => title)).toEqual([
      'Parts by color',
      'Cost by color',
      'Cost by store',
      'What each store has of the list',
    ])
    const [, , byStore] = charts
    for (const { text, pieces } of byStore?.bars ?? []) expect(sum(pieces, ({ value }) => value)).toBeCloseTo(+text, 2)
    expect(groups.flatMap(({ lots }) => lots).map(({ part, stores }) => [part, stores])).toContainEqual([
      '3794b',
      ['Brick-Haus'],
    ])
    expect(notes.filter((note) => note.startsWith('Not in the plan'))).toEqual([
      'Not in the plan: 2 of 2x 32073 Black Technic Axle 5; nobody has it.',
    ])
  })

  it('says what is owned, and what is missing', async () => {
    write('drawer.csv', 'BLItemNo,BLColorId,Qty\n3004,5,10\n3641,11,9\n')
    const report = await made({ own: ['drawer.csv'] })
    expect(report.owned).toEqual({
      of: 'drawer.csv',
      owned: { lots: 1, pieces: 14 },
      missing: { lots: 3, pieces: 47 },
    })
    expect(sum(lotsOf(report), ({ owned }) => owned ?? 0)).toBe(14)
  })

  it('plans only for what is missing, where something is owned', async () => {
    write('drawer.csv', 'BLItemNo,BLColorId,Qty\n3004,5,10\n3641,11,9\n')
    const { plan, groups } = await made({ own: ['drawer.csv'], offers: ['offers.csv'], ship: '4' })
    expect(plan?.coverage).toBe('45 of 47 missing parts')
    const bought = plan?.stores.flatMap(({ lots }) => lots.map(({ id, quantity }) => [id, quantity])) ?? []
    expect(bought.toSorted()).toEqual([
      ['3004-4', 20],
      ['3794b-0', 25],
    ])
    expect(groups.flatMap(({ lots }) => lots).find(({ part }) => part === '3004')?.price).toEqual({
      each: '0.09',
      total: '1.80',
    })
    write('drawer.csv', 'BLItemNo,BLColorId,Qty\n3004,5,30\n3641,11,9\n3794b,11,25\n32073,11,2\n')
    const complete = await made({ own: ['drawer.csv'], offers: ['offers.csv'], ship: '4' })
    expect(complete.plan).toBeUndefined()
    expect(complete.notes).toContain('Nothing is missing, so that there is nothing to order.')
  })

  it('closes the ledger, and tells what was wrong in sentences', async () => {
    write('bench.ldr', '0 Bench\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n1 4 0 0 0 1 0 0 0 1 0 0 0 1 no-part.dat\n')
    const { notes } = await made({}, 'bench.ldr')
    expect(notes).toContain('bench.ldr, line 3: no-part is in no catalog that we have.')
    expect(notes.at(-1)).toBe('Nothing is lost: 2 references = 2 listed + 0 skipped + 0 without a name.')
  })
})

async function made(flags: Partial<ReportFlags>, file = 'list.csv'): Promise<Report> {
  const all: ReportFlags = {
    ...{ by: 'color', pictures: false, '3d': false, top: 10, time: 5000, substituteFrom: 5 },
    ...{ basis: 'sold', condition: 'new', vat: 'included', mould: 'same', assemblies: 'auto', use: 'loose' },
    ...flags,
  }
  const loaded = await loadModels(io, [file], { assemblies: 'auto' })
  const list = reportList(loaded, all.by)
  const owned = await ownedLots(io, list, all)
  const traded = await tradedLots(io, list, all, { buys: owned.shown ? 'missing' : 'all' })
  const drawn = { notes: [], isDrawn: false }
  const known = { list, traded, owned, drawn, problems: list.problems, title: 'List', asOf: '2026-11-22' }
  return reportContent(known, all.by)
}

function lotsOf({ groups }: Report) {
  return groups.flatMap(({ lots }) => lots)
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0)
}

/** Of `EUR 3.65`. */
function amount(text = ''): number {
  return Number(text.replace(/^[A-Z]{3} /, ''))
}

function write(name: string, text: string): void {
  fs.writeFileSync(path.join(folder, name), text)
}
