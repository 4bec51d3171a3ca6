import { piecesIn, type Lot } from '../core/inventory.js'
import { jsonAmount, type Money } from '../core/trade/money.js'
import type { Estimate } from '../core/trade/estimate.js'
import type { Swap } from '../core/trade/swaps.js'
import { colorTitle } from '../core/catalog/color-title.js'
import { FATES, fateCounts, fatesOf, reasonOf, type SwapAnswer } from './swap-answer.js'

/** `brick.swap/1`: amounts are decimal numbers; what nobody knows is null, never 0. */
export function swapAsJson(answer: SwapAnswer): string {
  const { loaded, swaps, chosen, before, after, wish, asked, rates, accepted, unresolved } = answer
  const [counts, fateOf] = [fateCounts(answer), fatesOf(answer)]
  // Of several for one lot, the first is the best.
  const numbers = new Map<Lot, number>()
  for (const [index, { from }] of swaps.entries())
    for (const lot of from.lots) if (!numbers.has(lot)) numbers.set(lot, index + 1)
  const content = {
    schema: 'brick.swap/1',
    generated_from: loaded.sources,
    currency: before.currency,
    total: { before: totalOf(before), after: totalOf(after) },
    basis: {
      ...wish,
      condition: wish.condition === 'N' ? 'new' : 'used',
      asked,
      oldest: before.oldest ?? null,
      newest: before.newest ?? null,
      rates: rates ? { source: rates.source, day: rates.day ?? null } : null,
    },
    coverage: { before: coverageOf(before), after: coverageOf(after), unresolved: unresolved.length },
    swaps: swaps.map((swap, index) => swapOf(swap, index)),
    lots: answer.shares.map((share) => ({
      ...lotOf(share.lot),
      status: fateOf(share),
      swap: numbers.get(share.lot) ?? null,
      accepted: share.by ? { row: share.by.name, to: lotOf(share.by.to) } : null,
    })),
    ledger: Object.fromEntries(FATES.map((fate) => [fate, counts[fate]])),
    applied: accepted ? { file: accepted.file, rows: accepted.rows.map(({ key, value }) => ({ key, value })) } : null,
  }
  return `${JSON.stringify(content, null, 2)}\n`

  function swapOf(swap: Swap, index: number) {
    const { from, to, before: old, after: now, saving, rows, insteadOf } = swap
    const quantity = piecesIn(from.lots)
    return {
      number: index + 1,
      saving: jsonAmount(saving),
      qty: quantity,
      from: { name: from.name, ...priceOf(old), ...whatOf(from.lots[0] ?? to.lot) },
      to: { name: to.name, ...priceOf(now), ...whatOf(to.lot) },
      relation: to.relation,
      rebrickable: to.rebrickable,
      because: reasonOf(swap),
      hidden: from.anyColor?.models ?? [],
      rows,
      instead_of: insteadOf ? swaps.indexOf(insteadOf) + 1 : null,
      chosen: chosen.includes(swap),
    }
  }

  function lotOf(lot: Lot) {
    return { ...whatOf(lot), qty: lot.quantity, condition: lot.condition ?? null }
  }

  function whatOf(lot: Lot) {
    const { part, color } = lot
    const there = answer.shopLot(lot)
    return {
      part: { ldraw: part, bricklink: there?.part ?? null },
      color: { name: colorTitle('ldraw', color, loaded.catalog), ldraw: color, bricklink: there?.color ?? null },
    }
  }
}

function priceOf(total: Money | undefined) {
  return { total: jsonAmount(total) }
}

function totalOf({ priced, guessed, total }: Estimate): number | null {
  return priced.lots + guessed.lots > 0 ? jsonAmount(total) : null
}

function coverageOf({ priced, guessed, unpriced }: Estimate) {
  return { priced, guessed, unpriced }
}
