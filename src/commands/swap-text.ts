import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { Estimate } from '../core/trade/estimate.js'
import { decimalOf, moneyText, roundMoney, type Money } from '../core/trade/money.js'
import type { Swap } from '../core/trade/swaps.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import { lotName } from './need-words.js'
import { basisInWords } from './price-text.js'
import { FATES, fateCounts, fatesOf, reasonOf, type SwapAnswer } from './swap-answer.js'

/** For people: what to swap, numbered, and the total before and after. */
export function swapAsText(answer: SwapAnswer): string {
  const { swaps, chosen, before, today, accepted, all } = answer
  const lines: string[] = []
  if (before.priced.lots > 0) lines.push(basisInWords({ estimate: before, today }))
  const shown = accepted ? chosen : swaps
  const rows = [...shown.map((swap) => rowOf(swap, answer)), ...(all ? others(answer) : [])]
  if (rows.length > 0) lines.push(...table([['', 'saves', 'from', 'to', 'why'], ...rows]))
  else lines.push('no cheaper equivalent is known')
  lines.push(totalLine(answer))
  if (accepted) lines.push(writtenWords(accepted))
  else if (swaps.length > 0) lines.push(hint(answer))
  return `${lines.map(printable).join('\n')}\n`
}

function writtenWords({ file, rows }: NonNullable<SwapAnswer['accepted']>): string {
  if (rows.length === 0) return `nothing to write into ${file}`
  return `${file}: ${count(rows.length, 'row')} written into [subs]; the model is not changed`
}

function hint({ swaps, loaded: { decisions } }: SwapAnswer): string {
  const some = swaps.length > 2 ? '1,3 or ' : swaps.length > 1 ? '1 or ' : ''
  return `accept with --apply ${some}all -> ${decisions.file} [subs]; the model is not changed`
}

/** Each lot in exactly one sum. */
export function swapLedger(answer: SwapAnswer): string {
  const counts = fateCounts(answer)
  const words = {
    swap: 'to swap',
    accepted: 'swapped by brick.toml',
    cheapest: 'without a cheaper equivalent',
    unpriced: 'without a price',
  }
  const sums = FATES.filter((fate) => fate === 'swap' || fate === 'cheapest' || counts[fate].lots > 0)
  const all = FATES.reduce((sum, fate) => sum + counts[fate].lots, 0)
  return `ledger: ${count(all, 'lot')} = ${sums.map((fate) => `${counts[fate].lots} ${words[fate]}`).join(' + ')}`
}

function rowOf(swap: Swap, { swaps }: SwapAnswer): string[] {
  const { from, to, saving, insteadOf } = swap
  const hidden = from.anyColor?.models.length ? ' (hidden)' : ''
  const instead = insteadOf ? `instead of ${swaps.indexOf(insteadOf) + 1}: ` : ''
  return [
    String(swaps.indexOf(swap) + 1),
    saving ? worth(saving) : 'no price',
    `${piecesIn(from.lots)}x ${spoken(from.name ?? '')}${hidden}`,
    spoken(to.name),
    instead + reasonOf(swap),
  ]
}

/** What stays as it is. */
function others(answer: SwapAnswer): string[][] {
  const { catalog, decisions } = answer.loaded
  const fateOf = fatesOf(answer)
  return answer.shares.flatMap((share) => {
    const fate = fateOf(share)
    if (fate === 'swap' || (fate === 'accepted' && !share.by)) return []
    const name = `${share.lot.quantity}x ${lotName(share.lot, catalog)}`
    if (fate === 'accepted')
      return [['', '-', name, share.by ? lotName(share.by.to, catalog) : '-', `${decisions.file} says so`]]
    return [['', '-', name, '-', fate === 'unpriced' ? 'no price is known' : 'no cheaper equivalent is known']]
  })
}

function totalLine({ before, after, chosen }: SwapAnswer): string {
  const { priced, guessed, unpriced, total } = before
  const lots = priced.lots + guessed.lots
  const guesses = guessed.lots > 0 ? `, ${guessed.lots} of them guessed` : ''
  const known = `${lots} of ${count(lots + unpriced.lots, 'lot')} priced${guesses}`
  if (lots === 0 && after.priced.lots === 0) return known
  // What had no price before is no saving, and no loss.
  const found = chosen.reduce((sum, swap) => sum + (swap.before ? 0 : swap.after.micros), 0)
  const more = found - guessesIn(before) + guessesIn(after)
  const saved: Money = { ...total, micros: total.micros - after.total.micros + more }
  const percent = total.micros > 0 ? `, ${Math.floor((saved.micros * 100) / total.micros)} %` : ''
  const size = decimalOf(roundMoney({ ...total, micros: Math.abs(more) }))
  const rest = more === 0 ? '' : `; ${size} ${more > 0 ? 'more for what had no price' : 'less than was guessed'}`
  return [
    `${known}:   `,
    `${moneyText(total)} -> ${decimalOf(roundMoney(after.total))}   `,
    `(saves ${decimalOf(roundMoney(saved))}${percent}${rest})`,
  ].join('')
}

function guessesIn({ rows }: Estimate): number {
  return rows.reduce((sum, { isGuess, total }) => sum + (isGuess && total ? total.micros : 0), 0)
}

function table(cells: string[][]): string[] {
  const widths = columnWidths(cells)
  return cells.map((row) =>
    row
      .map((cell, i) => pad(cell, i === row.length - 1 ? 0 : (widths[i] ?? 0), i < 2 ? 'left' : 'right'))
      .join('  ')
      .trimEnd(),
  )
}

/** In cents, or as small as it is. */
function worth(saving: Money): string {
  const cents = roundMoney(saving)
  return decimalOf(cents.micros === 0 ? saving : cents)
}

function spoken(name: string): string {
  return name.replace('/', ' ')
}
