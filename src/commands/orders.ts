import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import type { OrderSummary } from '../markets/market.js'
import type { Io } from '../system/io.js'
import { wantedMarkets, withMarkets, type KnownMarket } from './open-markets.js'
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
  const wish = { ...(filed && { isFiled: filed }), ...(name !== undefined && { named: true as const }) }
  const { orders, answers, troubles } = await allOrders(io, wanted, wish)
  const [first, ...others] = troubles
  if (answers > 0) io.write(json || format === 'json' ? asJson(orders) : asText(orders))
  if (first) throw together(first, others)
  if (answers === 0) throw nowhere()
  if (orders.length === 0)
    io.say(filed ? 'there are no orders' : 'there are no orders; --filed lists those that you have filed')
}

interface Listed extends OrderSummary {
  market: string
}

interface Asked {
  orders: Listed[]
  /** How many marketplaces answered. */
  answers: number
  troubles: BrickError[]
}

/** What one refuses stops none of the others. Those that tell of no orders are passed over, unless they were named. */
async function allOrders(
  io: Io,
  wanted: readonly KnownMarket[],
  { isFiled, named }: { isFiled?: true; named?: true },
): Promise<Asked> {
  const asked: Asked = { orders: [], answers: 0, troubles: [] }
  for (const known of wanted) {
    try {
      const orders = await withMarkets(io, [known], {}, async ([open]) => {
        if (open === undefined || (open.orders === undefined && !named)) return undefined
        return ordersOf(open).list(isFiled ? { isFiled } : {})
      })
      if (orders === undefined) continue
      asked.answers++
      asked.orders.push(...orders.map((order) => ({ ...order, market: known.market.id })))
    } catch (error) {
      if (!(error instanceof BrickError) || error.exit === EXIT.interrupted) throw error
      asked.troubles.push(error)
    }
  }
  asked.orders.sort((a, b) => (a.ordered < b.ordered ? 1 : a.ordered > b.ordered ? -1 : 0))
  return asked
}

function together(first: BrickError, others: BrickError[]): BrickError {
  const { message, exit, hint, cause } = first
  return new BrickError(message, { exit, cause, others, ...(hint !== undefined && { hint }) })
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
  const widths = columnWidths(lines)
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
