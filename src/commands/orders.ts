import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import { displayWidth, pad } from '../formats/view/width.js'
import type { OpenMarket, OrderSummary } from '../markets/market.js'
import type { Io } from '../system/io.js'
import { wantedMarkets, withMarkets } from './open-markets.js'
import { ordersOf } from './order-input.js'

interface Flags {
  filed?: true
  format: 'table' | 'json'
  json?: true
}

export function ordersCommand(program: Command, io: Io): void {
  program
    .command('orders')
    .summary('List what you have ordered at marketplaces')
    .description('Lists your orders at the marketplaces of which you have keys, newest first.')
    .argument('[market]', 'only there: bricklink, brickowl')
    .option('--filed', 'those that you have filed there, not the others')
    .addOption(new Option('-f, --format <format>', 'how to write it').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -f json')
    .addHelpText('after', EXAMPLES)
    .action((market: string | undefined, flags: Flags) => list(io, market, flags))
}

const EXAMPLES = `
Examples:
  brick orders bricklink
  brick own add order:bricklink:15646315 --loc inbox`

async function list(io: Io, name: string | undefined, { filed, format, json }: Flags): Promise<void> {
  const wanted = await wantedMarkets(io, name === undefined ? undefined : [name])
  const orders = await withMarkets(io, wanted, {}, (open) => {
    const some = name === undefined ? open.filter((one) => one.orders !== undefined) : open
    if (some.length === 0) throw nowhere()
    return allOrders(some, filed ? { isFiled: true } : {})
  })
  io.write(json || format === 'json' ? asJson(orders) : asText(orders))
  if (orders.length === 0)
    io.say(filed ? 'there are no orders' : 'there are no orders; --filed lists those that you have filed')
}

interface Listed extends OrderSummary {
  market: string
}

async function allOrders(open: OpenMarket[], wish: { isFiled?: true }): Promise<Listed[]> {
  const all: Listed[] = []
  for (const one of open)
    for (const order of await ordersOf(one).list(wish)) all.push({ ...order, market: one.market.id })
  return all.sort((a, b) => (a.ordered < b.ordered ? 1 : a.ordered > b.ordered ? -1 : 0))
}

function nowhere(): BrickError {
  return new BrickError('none of your keys is for a marketplace that tells of orders', {
    exit: EXIT.credentials,
    hint: 'brick markets says which do; then, as in: brick login bricklink',
  })
}

const HEADINGS = ['Order', 'Date', 'Seller', 'Status', 'Lots', 'Parts', 'Total']

/** Columns of numbers. */
const RIGHT = [4, 5, 6]

/** With the words that commands take for orders. */
function asText(orders: readonly Listed[]): string {
  if (orders.length === 0) return ''
  const lines = [HEADINGS, ...orders.map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))))
  const texts = lines.map((line) =>
    line.map((cell, column) => pad(cell, widths[column] ?? 0, RIGHT.includes(column) ? 'left' : 'right')),
  )
  return texts.map((cells) => `${cells.join('  ').trimEnd()}\n`).join('')
}

function cells({ market, id, ordered, seller, status, lots, pieces, total = '' }: Listed): string[] {
  return [`order:${market}:${id}`, ordered.slice(0, 10), seller, status, String(lots), String(pieces), total].map(
    printable,
  )
}

function asJson(orders: readonly Listed[]): string {
  const rows = orders.map(({ market, id, ordered, seller, status, lots, pieces, total }) => {
    const [, currency = null, amount] = /^(?:([A-Z]{3}) )?(-?[\d.]+)$/.exec(total ?? '') ?? []
    return {
      ...{ market, id, list: `order:${market}:${id}`, ordered, seller, status, lots, parts: pieces },
      ...{ total: amount === undefined ? null : Number(amount), currency },
    }
  })
  return `${JSON.stringify({ schema: 'brick.orders/1', orders: rows }, null, 2)}\n`
}
