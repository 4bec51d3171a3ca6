import * as path from 'node:path'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { inventory, type Lot } from '../core/inventory.js'
import { decimalOf, moneyText } from '../core/trade/money.js'
import { bricklinkXml } from '../formats/bricklink-xml.js'
import { namesIn } from '../system/found-files.js'
import type { Io } from '../system/io.js'
import { basketsOf, missingOf, oldestIn, type StoreBasket } from './buy-baskets.js'
import type { BuyPlan } from './buy-plans.js'
import type { Bought } from './buy-text.js'
import { refuseOverwriting } from './save-list.js'
import { shopTitles } from './shop-list.js'
import { storeOnPage } from './store-on-page.js'

export interface CartFlags {
  /** Which plan. */
  plan?: string
  /** The folder. */
  output?: string
}

/** @throws {BrickError} when a plan is named, and nowhere to write it. */
export function checkCarts({ plan, output }: CartFlags): void {
  if (plan === undefined || output !== undefined) return
  throw new BrickError('--plan says of which plan to write the carts, and no -o where', {
    hint: `name a folder: --plan ${plan} -o carts`,
  })
}

/**
 * Writes what to buy in each store of a plan: for BrickLink and stores of files a wanted list each, for Brick Owl one page
 * that fills the carts.
 * @throws {BrickError} when there is no such plan, or it cannot be written.
 */
export async function writeCarts(io: Io, { plan: wanted = 'A', output }: CartFlags, bought: Bought): Promise<void> {
  if (output === undefined) return
  const plan = bought.answer.plans.find(({ name }) => name === wanted.toUpperCase())
  if (!plan) throw noPlan(wanted, bought)
  const baskets = basketsOf(plan)
  const owls = baskets.filter(({ store }) => store.market === 'brickowl')
  const others = baskets.filter(({ store }) => store.market !== 'brickowl')
  const files = [
    ...namedApart(others).map(({ basket, name }) => ({
      name: path.join(output, `${PREFIX}${plan.name}-${name}.xml`),
      text: () => wantedList(basket),
      says: basketInWords(basket),
    })),
    ...(owls.length === 0 ? [] : [await pageFor(owls)]),
  ]
  refuseOverwriting(
    io,
    files.map(({ name }) => name),
    bought.loaded.files,
  )
  io.makeFolder(output)
  for (const { name, text, says } of files) {
    io.save(name, text())
    io.say(`${name}: ${says}`)
  }
  const ours = new Set(files.map(({ name }) => path.basename(name)))
  for (const stale of namesIn(io, output).filter((name) => name.startsWith(PREFIX) && !ours.has(name)))
    io.say(`${path.join(output, stale)} is of an earlier run, and not of this plan`)

  async function pageFor(shops: StoreBasket[]) {
    const { handOverPage } = await import('../report/hand-over.js')
    const name = path.join(output ?? '', `${PREFIX}${wanted.toUpperCase()}-brickowl.html`)
    const says = `carts of ${count(shops.length, 'store')} at Brick Owl; open it in a browser, and press a button`
    const text = () =>
      handOverPage({
        ...{ list: bought.loaded.sources.join(', '), lots: bought.lots.length, isPlan: true },
        ...{ asOf: oldestIn(shops) ?? bought.today, shops: shops.map(shopOf), wishes: plan ? wishesOf(plan) : [] },
      })
    return { name, text, says }
  }

  function shopOf({ store, takes }: StoreBasket) {
    return {
      ...storeOnPage(store),
      lots: takes.map(({ lot, offer, quantity, each, price }) => {
        const item = { part: offer.part, ...titlesOf({ ...lot, part: offer.part, color: offer.color }), quantity }
        const { lotId, condition } = offer
        return { ...item, condition, each, price, ...(lotId !== undefined && { lotId }) }
      }),
    }
  }

  function wishesOf(plan: BuyPlan) {
    return missingOf(plan).map(({ lot, missing }) => ({ part: lot.part, ...titlesOf(lot), quantity: missing }))
  }

  function titlesOf(lot: Lot) {
    return shopTitles(lot, bought.loaded.catalog)
  }
}

/** All carts are called so, so that those of an earlier run can be told. */
const PREFIX = 'cart-'

/** BrickLink's wanted list of a basket, at the price of the plan, so that the site shows what became dearer. */
export function wantedList({ takes }: StoreBasket): string {
  const lots = takes.map(({ lot, offer, quantity, each }): Lot => {
    const { part, color, itemType, condition } = offer
    const item = { part, color, quantity, condition, maxPrice: decimalOf(each) }
    return {
      ...item,
      ...(itemType !== 'P' && { itemType }),
      ...(lot.remarks !== undefined && { remarks: lot.remarks }),
    }
  })
  // Every basket is less than the site takes at once.
  return bricklinkXml.write?.(inventory('bricklink', lots), { maxLots: Infinity }).join('') ?? ''
}

function basketInWords({ store, takes, cost }: StoreBasket): string {
  const price = takes.reduce((sum, take) => sum + take.price.micros, 0)
  const goods = moneyText({ currency: store.currency, micros: price })
  return `${store.name}, ${count(cost.lots, 'lot')}, ${count(cost.pieces, 'part')}, ${goods}`
}

/** Names for files, in which stores stay apart whose names differ by signs only. */
function namedApart(baskets: StoreBasket[]): { basket: StoreBasket; name: string }[] {
  const used = new Set<string>()
  return baskets.map((basket) => {
    const plain = basket.store.name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60)
    let name = plain || 'store'
    for (let number = 2; used.has(name); number++) name = `${plain || 'store'}-${number}`
    used.add(name)
    return { basket, name }
  })
}

function noPlan(wanted: string, { answer }: Bought): BrickError {
  return new BrickError(`there is no plan ${wanted}`, {
    hint: `there ${answer.plans.length === 1 ? 'is' : 'are'} ${answer.plans.map(({ name }) => name).join(', ')}`,
  })
}
