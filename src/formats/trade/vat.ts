import type { Vat } from '../../core/trade/offer.js'

/** `incl`, `included`, `Y` as BrickLink says it, or nothing. */
export function vatOf(text: string): Vat {
  if (/^(incl|y$|yes|true|o$|brutto|gross)/i.test(text)) return 'included'
  return /^(excl|n$|no|false|netto|net$)/i.test(text) ? 'excluded' : 'unknown'
}
