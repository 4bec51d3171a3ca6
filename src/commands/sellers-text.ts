import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import { decimalOf, moneyText, roundMoney } from '../core/trade/money.js'
import type { Seller } from '../core/trade/sellers.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { cut, pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import type { SoldList } from './sellers-json.js'
import { shopTitles } from './shop-list.js'

/** Who sells a list, for people: who has most first, then what nobody has. */
export function sellersAsText({ terminal }: Pick<Io, 'terminal'>, list: SoldList): string {
  const { lots, currency, top, unresolved } = list
  const { sellers, nobody, scarce } = list.sold
  const pieces = piecesIn(lots)
  const shown = sellers.slice(0, top)
  const head = ['Store', 'Country', `Lots of ${lots.length}`, `Parts of ${pieces}`, currency, 'Minimum']
  const table = columns([head, ...shown.map(cells)], terminal.output ? terminal.columns : Infinity)
  const more = `... and ${count(sellers.length - top, 'more seller')} (--top ${sellers.length} shows all)`
  const offered = lots.length - nobody.length
  const about = `${count(sellers.length, 'seller')} for ${offered} of ${count(lots.length, 'lot')}, ${aged(list)}`
  const lines = [
    ...(sellers.length > 0 ? [...table, ...(sellers.length > top ? [more] : []), ''] : []),
    `${about}; prices without postage`,
    ...section(
      `too few everywhere: ${count(scarce.length, 'lot')}`,
      scarce.map(({ position, pieces: some }) => `${lotInWords(list, position)}: ${some} offered`),
    ),
    ...section(
      `nobody has: ${count(nobody.length, 'lot')}`,
      nobody.map((position) => lotInWords(list, position)),
    ),
    ...section(
      `without a BrickLink number, and so not asked for: ${count(unresolved.length, 'lot')}`,
      unresolved.map(({ lot, problem }) => `${lot.quantity}x ${lot.part}  ${problem.message}`),
    ),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

/** When the oldest offer was so that one would take: ISO 8601; undefined where there is none. */
export function oldestOffer(sellers: readonly Seller[]): string | undefined {
  let oldest: string | undefined
  for (const { takes } of sellers)
    for (const { offer } of takes) if (oldest === undefined || offer.asOf < oldest) oldest = offer.asOf
  return oldest
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
}

function cells({ store, complete, partial, pieces, price, short }: Seller): string[] {
  const { name, country = '', minimum } = store
  const least = minimum === undefined ? '' : `${minimum.currency} ${decimalOf(roundMoney(minimum))}`
  const missing = short === undefined ? (minimum === undefined ? '' : ' ok') : `, ${moneyText(short)} short`
  return [
    name,
    country,
    `${complete}${partial > 0 ? ` +${partial} in part` : ''}`,
    String(pieces),
    decimalOf(roundMoney(price)),
    `${least}${missing}`,
  ]
}

/** The name of a store may be cut for a terminal; numbers stand at the right. */
function columns(rows: string[][], width: number): string[] {
  const widths = columnWidths(rows)
  const others = widths.slice(1).reduce((sum, one) => sum + one + 2, 0)
  const name = Math.min(widths[0] ?? 0, Math.max(12, width - others))
  return rows.map(([store = '', ...rest]) => {
    const cells = rest.map((cell, index) =>
      pad(cell, widths[index + 1] ?? 0, NUMBERS.includes(index) ? 'left' : 'right'),
    )
    return [pad(cut(store, name), name), ...cells].join('  ').trimEnd()
  })
}

/** Parts and price. */
const NUMBERS = [2, 3]

function aged({ sold: { sellers }, today, asked }: SoldList): string {
  const oldest = oldestOffer(sellers)
  if (oldest === undefined) return `from ${asked.join(', ')}`
  const age = daysSince(oldest, today)
  return `offers of ${oldest.slice(0, 10)}${age === 0 ? '' : ` (${count(age, 'day')} old)`} from ${asked.join(', ')}`
}

function lotInWords({ lots, loaded: { catalog } }: SoldList, position: number): string {
  const lot = lots[position]
  if (!lot) return ''
  const { name, color } = shopTitles(lot, catalog)
  return `${lot.quantity}x ${lot.part}  ${color}  ${name}`.trimEnd()
}
