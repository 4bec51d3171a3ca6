import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { printable } from '../core/printable.js'
import { dearest, type EstimateRow } from '../core/trade/estimate.js'
import { decimalOf, moneyText, roundMoney, type Money } from '../core/trade/money.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { cut, pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import type { PricedList } from './price-json.js'
import { shopTitles } from './shop-list.js'
import { ratesInWords } from './trade-options.js'

/** What a list comes to, for people: what the sum is worth comes before it, the dearest lots after it. */
export function priceAsText(io: Io, list: PricedList): string {
  const { estimate, rates, top, unresolved } = list
  const { total, least, most, priced, guessed, unpriced, rows } = estimate
  const pieces = priced.pieces + guessed.pieces + unpriced.pieces
  let lines: string[] = []
  if (priced.lots > 0) lines.push(basisInWords(list))
  const known = `${priced.lots} of ${count(rows.length, 'lot')} priced, ${priced.pieces} of ${count(pieces, 'part')}`
  const range = `(at the cheapest ${decimalOf(roundMoney(least))}, at the dearest ${decimalOf(roundMoney(most))})`
  const isKnown = priced.lots + guessed.lots > 0
  lines.push(isKnown ? `${known}:   ${moneyText(total)}   ${range}` : known)
  if (guessed.lots > 0) {
    const sum = rows.filter(({ isGuess }) => isGuess).reduce((all, { total: some }) => all + (some?.micros ?? 0), 0)
    const worth = moneyText({ currency: total.currency, micros: sum })
    lines.push(
      `of that guessed, by --assume: ${worth} for ${count(guessed.lots, 'lot')}, ${count(guessed.pieces, 'part')}`,
    )
  }
  if (rates) lines.push(`rates of exchange: ${ratesInWords(rates)}`)
  const dear = dearest(estimate, top)
  if (dear.length > 0 && total.micros > 0) {
    const share = Math.round((dear.reduce((sum, row) => sum + row.total.micros, 0) / total.micros) * 100)
    lines.push(
      `${dear.length === 1 ? 'the dearest lot is' : `the ${dear.length} dearest lots are`} ${share} % of the total`,
    )
    lines = [...lines, ...table(dear, list, io.terminal)]
  }
  const nobodys = rows.filter((row) => row.total === undefined)
  if (nobodys.length > 0 && isKnown) {
    lines.push(
      `no price: ${count(unpriced.lots, 'lot')}, ${count(unpriced.pieces, 'part')} (--assume 0.15 fills in, marked as a guess)`,
    )
    lines = [...lines, ...table(nobodys.slice(0, top), list, io.terminal)]
    if (nobodys.length > top) lines.push(`  ... and ${nobodys.length - top} more (--top ${nobodys.length} shows all)`)
  }
  if (unresolved.length > 0) {
    lines.push(`without a BrickLink number, and so without a price: ${count(unresolved.length, 'lot')}`)
    for (const { lot, problem } of unresolved.slice(0, top))
      lines.push(`  ${lot.quantity}x ${lot.part}  ${problem.message}`)
  }
  return `${lines.map(printable).join('\n')}\n`
}

/** `new, sold in the last six months, VAT included, prices of 2026-11-18 (4 days old), from mine.csv` */
export function basisInWords({
  estimate: { rows, oldest = '', newest = '' },
  today,
}: Pick<PricedList, 'estimate' | 'today'>): string {
  const guides = rows.flatMap(({ guide }) => guide ?? [])
  const conditions = said(guides.map(({ condition }) => (condition === 'N' ? 'new' : 'used')))
  const bases = said(guides.map(({ basis }) => (basis === 'sold' ? 'sold in the last six months' : 'on sale')))
  const vats = said(guides.map(({ vat }) => (vat === 'unknown' ? 'VAT not said' : `VAT ${vat}`)))
  const places = said(guides.flatMap(({ country, region }) => country ?? region ?? []))
  const days = [...new Set([oldest.slice(0, 10), newest.slice(0, 10)])].join(' to ')
  const age = daysSince(oldest, today)
  const old = age === 0 ? 'of today' : `${count(age, 'day')} old`
  const where = places === '' ? '' : `, sellers in ${places}`
  return `${conditions}, ${bases}, ${vats}${where}, prices of ${days} (${old}), from ${said(guides.map(({ source }) => source))}`
}

function said(words: string[]): string {
  return [...new Set(words)].join(' and ')
}

function table(
  rows: EstimateRow[],
  { loaded: { catalog } }: PricedList,
  { columns, output }: Io['terminal'],
): string[] {
  const cells = rows.map(({ lot, total, each, isGuess }) => {
    const { name, color } = shopTitles(lot, catalog)
    return [
      amount(total),
      `${lot.quantity}x`,
      lot.part,
      color,
      name,
      each ? `${decimalOf(roundMoney(each, 4))} each${isGuess ? ', a guess' : ''}` : '',
    ]
  })
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = columnWidths(cells)
  const rest = output ? Math.max(12, columns - (a + b + c + d + f + 12)) : e
  return cells.map(([sum = '', quantity = '', part = '', color = '', name = '', each = '']) =>
    `  ${pad(sum, a, 'left')}  ${pad(quantity, b, 'left')}  ${pad(part, c)}  ${pad(color, d)}  ${pad(cut(name, rest), Math.min(e, rest))}  ${each}`.trimEnd(),
  )
}

function amount(money: Money | undefined): string {
  return money ? decimalOf(roundMoney(money)) : '-'
}
