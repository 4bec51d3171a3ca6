import type { Delimiter } from './head.js'

/**
 * A number of pieces as lists write it: `4`, `1,500`, `4.0`; undefined where it is none, or has more than nine digits.
 * What is between the columns tells how numbers are written: where that is a semicolon, commas are for decimals, and
 * `2.000` is two thousand. Elsewhere `2.000` may be two, or two thousand, and is none.
 */
export function wholeNumber(text: string, { delimiter = ',' }: { delimiter?: Delimiter } = {}): number | undefined {
  const { thousands, unclear } = delimiter === ';' ? GERMAN : ENGLISH
  if (unclear.test(text)) return undefined
  const digits = thousands.test(text) ? text.replaceAll(/\D/g, '') : text
  const whole = /^\+?(\d{1,9})(?:[.,]0+)?$/.exec(digits)?.[1]
  return whole === undefined ? undefined : Number(whole)
}

const ENGLISH = { thousands: /^\d{1,3}(?:[,'’ \u00a0]\d{3})+$/, unclear: /^\d{1,3}\.\d{3}$/ }
const GERMAN = { thousands: /^\d{1,3}(?:[.'’ \u00a0]\d{3})+$/, unclear: /^\d{1,3},\d{3}$/ }
