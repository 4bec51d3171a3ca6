import { parseMoney, type Money } from '../../core/trade/money.js'

/**
 * Reads one amount as people and services write it: `0.105`, `1.234,50 EUR`, `€ 0,05`. A separator that comes twice is one
 * of thousands; one that comes once is for decimals.
 * @returns undefined where there is none, more than one (`3 for 1.50`), less than nothing, or one with an exponent.
 */
export function amountOf(text: string, currency: string): Money | undefined {
  if (PLAIN.test(text)) return parseMoney(text, currency)
  if (MINUS.test(text)) return undefined
  const [, number = '', after = ''] = ONE_NUMBER.exec(text) ?? []
  if (number === '' || /^e\b/i.test(after)) return undefined
  const decimal = decimalIn(number)
  return decimal === undefined ? undefined : parseMoney(decimal, currency)
}

const PLAIN = /^\d+(\.\d+)?$/
const MINUS = /[-\u2010-\u2015\u2212]/

/** Numbers begin and end with a digit, but for `.5`. */
const ONE_NUMBER = /^[^\d.,]*((?:[.,]?\d|\d)(?:[\d.,'\u2019\s]*\d)?)[.,]?(\D*)$/

function decimalIn(number: string): string | undefined {
  const text = number.replaceAll(/\s/g, ' ')
  const [, whole, separator = '', decimals] = GROUPED.exec(text) ?? []
  if (whole !== undefined && (!/[.,]/.test(separator) || decimals !== undefined || whole.split(separator).length > 2))
    return `${whole.replaceAll(separator, '')}.${decimals ?? '0'}`
  return /^\d*[.,]?\d+$/.test(text) ? text.replace(',', '.') : undefined
}

/** Thousands, and decimals behind another separator. */
const GROUPED = /^(\d{1,3}(?:([.,'\u2019 ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/
