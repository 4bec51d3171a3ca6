import { nearIds } from '../core/catalog/search.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { pieces, type IdSystem } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import { sourceOf } from '../core/source.js'
import { bringsNothing, inOrder } from '../formats/bricklink-order.js'
import type { Codec, ReadOptions, Reading } from '../formats/codec.js'
import { listReading } from '../formats/list-reading.js'
import type { Order, OrderSource } from '../markets/market.js'
import type { Io } from '../system/io.js'
import type { Input } from './input.js'
import { rowOf, wantedMarkets, withMarkets, type KnownMarket } from './open-markets.js'

/**
 * Opens an order at a marketplace as a list, for `order:bricklink:15646315`. The marketplace is asked when the list is
 * read, so that to see what kind of list it is costs no call.
 * @throws {BrickError} when there is no such marketplace, or no key for it.
 */
export async function openOrderInput(io: Io, word: string): Promise<Omit<Input, 'times'>> {
  const [, name = '', id = ''] = /^order:([^:]*):(.*)$/i.exec(word) ?? []
  if (name.trim() === '' || id.trim() === '')
    throw new BrickError(`${printable(word)} names no order`, {
      hint: 'write where it is, and its number: order:bricklink:15646315',
    })
  const { id: marketId } = rowOf(name.trim())
  const [known] = await wantedMarkets(io, [marketId])
  if (!known) throw new Error(`there is no ${marketId}`)
  const file = `order:${marketId}:${id.trim()}`
  const codec: Codec = {
    id: 'order',
    title: `order at ${known.market.title}`,
    system: SYSTEMS.find((system) => system === marketId) ?? 'bricklink',
    read: async (_, listed, { options }) =>
      readOrder(await askedFor(io, known, id.trim()), { title: known.market.title, file: listed, options }),
  }
  return { file, name: file, source: sourceOf(new Uint8Array()), codec, problems: [] }
}

/** Marketplaces whose numbers are a system of their own. */
const SYSTEMS: IdSystem[] = ['bricklink', 'brickowl']

/** The source of the orders of a market. @throws {BrickError} when it tells of none. */
export function ordersOf({ market, orders }: { market: KnownMarket['market']; orders?: OrderSource }): OrderSource {
  if (orders) return orders
  throw new BrickError(`${market.title} tells of no orders`, { hint: 'brick markets says what each gives' })
}

async function askedFor(io: Io, known: KnownMarket, id: string): Promise<Order> {
  return withMarkets(io, [known], {}, async ([open]) => {
    if (!open) throw new Error('no market was opened')
    const orders = ordersOf(open)
    const order = await orders.order(id)
    if (order) return order
    // Nothing is near what is no number.
    const others = /\d/.test(id) ? await orders.list({}) : []
    throw unknownOrder(known, id, others)
  })
}

function unknownOrder({ market }: KnownMarket, id: string, others: { id: string; seller: string }[]): BrickError {
  const near = nearIds(
    id,
    others.map((one) => one.id),
    3,
  )
  const words = near.map((one) => {
    const seller = others.find((other) => other.id === one)?.seller ?? ''
    return `order:${market.id}:${one}${seller === '' ? '' : ` (${seller})`}`
  })
  return new BrickError(`you have no order ${printable(id)} at ${market.title}`, {
    exit: EXIT.unresolved,
    hint: words.length > 0 ? `nearest: ${words.join(', ')}` : `brick orders ${market.id} lists those that you have`,
  })
}

/** The lots of an order, and its number, by which it is known when it comes again. */
function readOrder(
  order: Order,
  { title, file, options }: { title: string; file: string; options: ReadOptions },
): Reading {
  const { id, status, inventory } = order
  const reading = listReading(inventory.system, file)
  const isOver = !options.asWritten && bringsNothing(status)
  for (const [index, lot] of inventory.lots.entries()) {
    if (isOver) reading.leaveOut('cancelled order', lot.quantity)
    else reading.add(inOrder(lot, id), index + 1)
  }
  if (isOver)
    reading.tell({
      ...{ level: 'note', code: 'list.left-out', message: `the order is ${printable(status)}; left out` },
      fix: '--as-written lists it',
    })
  const untold = order.pieces - pieces(inventory)
  if (untold > 0) {
    reading.leaveOut('not told', untold)
    const rest = `${untold} of its ${count(order.pieces, 'piece')}`
    const message = `${title} tells nothing of ${rest}; the order is ${printable(status)}`
    reading.tell({ level: 'warning', code: 'list.left-out', message })
  }
  return { ...reading.end(), orders: isOver ? [] : [`${title} ${id}`] }
}
