import { amount } from './option-values.js'

/** The most to pay for a piece: an amount, or so many percent of what it usually costs. */
export function priceLimit(text: string): string {
  return isShare(text) ? text : amount('--max-price')(text)
}

export function isShare(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d{0,3}\s*%$/.test(text)
}
