import type { Chance } from './chance.js'
import type { Trade } from './world-market.js'
import { USER, WORLD_TIME, type OrderRow, type SellerLot, type WorldOrder, type WorldStore } from './world.js'

/** 40 orders, oldest first: 24 placed by the user, 14 received by the user, 2 of other people. */
export function seedOrders({ stores, lots, ownStore, ownLots }: Trade, chance: Chance): WorldOrder[] {
  return Array.from({ length: 40 }, (_, n): WorldOrder => {
    const direction = n % 20 === 19 ? 'other' : (n % 20) % 3 === 2 || n % 20 === 1 ? 'in' : 'out'
    const seller = direction === 'in' ? ownStore : (stores[(n * 7) % stores.length] ?? ownStore)
    const stock = direction === 'in' ? ownLots : lots.filter((lot) => lot.store === seller && lot.pair)
    const batches = batchesOf(stock, n, chance)
    return order(n, direction, seller, batches, chance)
  })
}

/** The number of the order with two batches, the purged ones, and one where BrickLink collected the VAT. */
const [ADDED, PURGED, TAXED] = [6, [0, 2], 10]

function order(
  n: number,
  direction: WorldOrder['direction'],
  seller: WorldStore,
  batches: OrderRow[][],
  chance: Chance,
): WorldOrder {
  const rows = batches.flat()
  const time = WORLD_TIME - (41 - n) * 8 * DAY + chance.between(0, 80_000_000)
  const status = PURGED.includes(n)
    ? 'PURGED'
    : n > 36
      ? 'PENDING'
      : n > 33
        ? 'SHIPPED'
        : n === 20
          ? 'CANCELLED'
          : 'COMPLETED'
  const isPaid = status !== 'PENDING' && status !== 'CANCELLED'
  return {
    ...{ id: 21_000_017 + n * 4_391, direction, store: direction === 'in' ? undefined : seller },
    ...{ buyer: direction === 'out' ? USER.name : `buyer${n + 1}`, seller: seller.owner, storeName: seller.name },
    ...{ time, changed: time + (isPaid ? chance.between(1, 9) * DAY : 0), status, filed: n < 16 && n % 4 === 3 },
    ...{ currency: seller.currency, shipping: chance.between(20, 90) * 1_000, vatRate: n === TAXED ? 1_900 : 0 },
    ...{ vatCollected: n === TAXED, paid: isPaid ? time + 3_600_000 : undefined },
    ...{ paymentMethod: n % 3 === 0 ? 'IBAN' : 'PayPal (Onsite)', paymentStatus: isPaid ? 'Received' : 'None' },
    batches: status === 'PURGED' ? [] : batches,
    pieces: rows.reduce((sum, { quantity }) => sum + quantity, 0),
    lots: rows.length,
    subtotal: rows.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
  }
}

const DAY = 86_400_000

function batchesOf(stock: SellerLot[], n: number, chance: Chance): OrderRow[][] {
  const chosen = [...new Set(Array.from({ length: chance.between(1, 14) }, () => chance.one(stock)))]
  const rows = chosen.map((lot, at): OrderRow => {
    const quantity = Math.min(lot.quantity, lot.bulk * chance.between(1, 12))
    const description = at % 5 === 4 ? 'Don&#39;t mind the scratches &#40;few&#41;' : ''
    return { lot, quantity, price: lot.price, description, remarks: at % 3 === 0 ? `shelf ${at + 1}` : undefined }
  })
  const [first] = rows
  return n === ADDED && first ? [rows, [{ ...first, quantity: first.lot.bulk }]] : [rows]
}
