import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { startSandbox, type Sandbox } from './server.js'
import { dataOf } from './signed-call.js'
import { WORLD_TIME, type SellerLot } from './world.js'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({
    services: [bricklink],
    clock: WORLD_TIME,
    switches: { bricklink: { most_ahead: 9_999 } },
  })
})
afterAll(() => sandbox.close())

interface Guide {
  currency_code: string
  min_price: string
  max_price: string
  avg_price: string
  qty_avg_price: string
  unit_quantity: number
  total_quantity: number
  price_detail: { quantity: number; unit_price: string }[]
}

describe('price guide', () => {
  it('is what its rows say, for every tenth part in a color', async () => {
    const wrong: string[] = []
    for (const { part, color } of sandbox.world.pairs.filter((_, n) => n % 10 === 0)) {
      for (const question of ['', '&new_or_used=U', '&guide_type=sold', '&currency_code=USD&vat=Y']) {
        const path = `/items/PART/${part.bricklink}/price?color_id=${color.bricklink}${question}`
        if (!isConsistent(await dataOf<Guide>(sandbox, path))) wrong.push(path)
      }
    }
    expect(wrong).toEqual([])
  })

  it('counts all that is for sale new in open stores, and tells nothing of who sells it', async () => {
    const { part, color } = pairWithLots()
    const lots = lotsOf((lot) => lot.condition === 'new' && lot.store.open)
    const guide = await dataOf<Guide>(sandbox, `/items/PART/${part.bricklink}/price?color_id=${color.bricklink}`)
    expect(guide.unit_quantity).toBe(lots.length)
    expect(guide.total_quantity).toBe(lots.reduce((sum, { quantity }) => sum + quantity, 0))
    const text = JSON.stringify(guide)
    for (const { store, id } of lots)
      for (const secret of [store.name, store.owner, id]) expect(text).not.toContain(secret)
  })

  it('has the price of a German store without its VAT, with it, and with that of Norway', async () => {
    const { part, color } = pairWithLots()
    const path = `/items/PART/${part.bricklink}/price?color_id=${color.bricklink}&country_code=DE`
    const lots = lotsOf(
      (lot) => lot.condition === 'new' && lot.store.country === 'DE' && lot.store.open && !lot.store.withoutVat,
    )
    const cheapest = Math.min(...lots.map(({ price }) => price))
    const prices = async (vat: string) =>
      (await dataOf<Guide>(sandbox, `${path}&vat=${vat}`)).price_detail.map(({ unit_price }) => unit_price)
    expect(await prices('Y')).toContain((cheapest / 10_000).toFixed(4))
    expect(await prices('N')).toContain((Math.ceil(cheapest / 1.19) / 10_000).toFixed(4))
    expect(await prices('O')).toContain((Math.ceil((cheapest * 125) / 119) / 10_000).toFixed(4))
    expect(await dataOf(sandbox, path)).toEqual(await dataOf(sandbox, `${path}&vat=n`))
  })

  it.each([
    { question: 'country_code=UK', countries: ['GB'] },
    { question: 'country_code=GB', countries: [] },
    { question: 'region=eu', countries: ['DE', 'NL', 'FR', 'ES', 'AT'] },
    { question: 'region=europe', countries: ['DE', 'NL', 'FR', 'ES', 'AT', 'GB'] },
    { question: 'region=oceania', countries: ['AU'] },
    { question: 'region=asia', countries: [] },
    { question: 'region=asia&country_code=US', countries: ['US'] },
  ])('takes from $countries for $question', async ({ question, countries }) => {
    const { part, color } = pairWithLots()
    const guide = await dataOf<Guide>(
      sandbox,
      `/items/PART/${part.bricklink}/price?color_id=${color.bricklink}&${question}`,
    )
    const lots = lotsOf((lot) => lot.condition === 'new' && lot.store.open && countries.includes(lot.store.country))
    expect(guide.unit_quantity).toBe(lots.length)
  })

  it('has all colors together without one, and sets and minifigs too', async () => {
    const one = await dataOf<Guide>(sandbox, '/items/PART/3001/price?color_id=11')
    const all = await dataOf<Guide>(sandbox, '/items/PART/3001/price')
    expect(all.unit_quantity).toBeGreaterThan(one.unit_quantity)
    expect((await dataOf<Guide>(sandbox, '/items/SET/99101-1/price')).unit_quantity).toBeGreaterThan(0)
    expect((await dataOf<Guide>(sandbox, '/items/MINIFIG/sbx001/price?new_or_used=U')).unit_quantity).toBeGreaterThan(0)
  })

  it('converts at fixed rates, rounded up', async () => {
    const [euros, dollars] = [await minimum('EUR'), await minimum('USD')]
    expect(Math.abs(dollars - euros * 1.085)).toBeLessThan(0.0003)
  })

  async function minimum(currency: string) {
    return Number(
      (await dataOf<Guide>(sandbox, `/items/PART/3001/price?color_id=11&currency_code=${currency}`)).min_price,
    )
  }
})

/** The pair that is sold in most countries. */
function pairWithLots() {
  const counts = sandbox.world.pairs.map((pair) => {
    const lots = sandbox.world.lots.filter((lot) => lot.pair === pair && lot.condition === 'new')
    return { pair, count: new Set(lots.map(({ store }) => store.country)).size }
  })
  const [best] = counts.toSorted((a, b) => b.count - a.count)
  if (!best) throw new Error('nothing is for sale in this world')
  return best.pair
}

function lotsOf(isWanted: (lot: SellerLot) => boolean): SellerLot[] {
  const pair = pairWithLots()
  return sandbox.world.lots.filter((lot) => lot.pair === pair && isWanted(lot))
}

/** In ten-thousandths, so that it is exact. */
function isConsistent(guide: Guide): boolean {
  const rows = guide.price_detail.map(({ unit_price, quantity }) => ({ price: units(unit_price), quantity }))
  const pieces = rows.reduce((sum, { quantity }) => sum + quantity, 0)
  if (guide.unit_quantity !== rows.length || guide.total_quantity !== pieces) return false
  if (rows.length === 0) return guide.min_price === '0.0000' && guide.qty_avg_price === '0.0000'
  const prices = rows.map(({ price }) => price)
  const mean = prices.reduce((sum, price) => sum + price, 0) / rows.length
  const weighted = rows.reduce((sum, { price, quantity }) => sum + price * quantity, 0) / pieces
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  const isRight = units(guide.min_price) === least && units(guide.max_price) === most
  const isMean = units(guide.avg_price) === Math.ceil(mean) && units(guide.qty_avg_price) === Math.ceil(weighted)
  return isRight && isMean && least <= mean && mean <= most
}

function units(price: string): number {
  return Number(price.replace('.', ''))
}
