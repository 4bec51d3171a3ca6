import { BrickError, EXIT } from '../error.js'

/** An amount of one currency, exact. */
export interface Money {
  /** ISO 4217, in capitals: `EUR`. */
  currency: string
  /** Millionths of the currency's unit: a whole number, `MOST_MICROS` at most either way. */
  micros: number
}

/** Millionths in a unit. */
const UNIT = 1_000_000

/** 8.5 thousand million units. Up to here, the binary fraction that JSON makes of an amount means no other amount. */
export const MOST_MICROS = 2 ** 33 * UNIT

/**
 * Reads an amount as services and files write it: `0.0500`, `12`, `.5`. It never passes through a binary fraction;
 * more than six decimals are rounded up where they matter, as BrickLink does.
 * @returns undefined for anything else, for less than nothing, and for more than can be calculated with.
 */
export function parseMoney(text: string, currency: string): Money | undefined {
  const match = /^(\d{0,10})(?:\.(\d{0,20}))?$/.exec(text.trim())
  const [, whole = '', decimals = ''] = match ?? []
  if (whole === '' && decimals === '') return undefined
  const rest = decimals.slice(6)
  const micros = Number(whole) * UNIT + Number(decimals.slice(0, 6).padEnd(6, '0')) + (/[1-9]/.test(rest) ? 1 : 0)
  return micros <= MOST_MICROS ? { currency, micros } : undefined
}

/** As decimal text without the currency: two decimals, or as many more as it needs. */
export function decimalOf({ micros }: Money, places = 2): string {
  const sign = micros < 0 ? '-' : ''
  const size = Math.abs(micros)
  const decimals = String(size % UNIT).padStart(6, '0')
  const needed = Math.max(places, decimals.replace(/0+$/, '').length)
  const tail = decimals.slice(0, needed)
  return `${sign}${Math.floor(size / UNIT)}${tail && `.${tail}`}`
}

/** Rounded to cents, half up, as a person reads it: `EUR 61.40`. */
export function moneyText(money: Money): string {
  return `${money.currency} ${decimalOf(roundMoney(money))}`
}

/** Rounded half up to so many decimals: to whole cents. */
export function roundMoney({ currency, micros }: Money, places = 2): Money {
  const step = UNIT / 10 ** places
  return { currency, micros: Math.floor((micros + step / 2) / step) * step }
}

/**
 * As JSON has it; null where nobody knows. The shortest decimal that means this number is the amount itself: a quotient of
 * whole numbers is rounded once, as the number is that is read from the decimal.
 */
export function jsonAmount(money: Money | undefined): number | null {
  return money ? money.micros / UNIT : null
}

/**
 * @throws {BrickError} when it is more than can be calculated with.
 * @throws {Error} when they are of different currencies.
 */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`${a.currency} and ${b.currency} cannot be added`)
  return exact(a.currency, a.micros + b.micros)
}

/**
 * So many at this price.
 * @throws {BrickError} when it is more than can be calculated with.
 */
export function times({ currency, micros }: Money, quantity: number): Money {
  return exact(currency, micros * quantity)
}

export function nothing(currency: string): Money {
  return { currency, micros: 0 }
}

/**
 * An amount that was calculated.
 * @throws {BrickError} when it is more than can be calculated with.
 */
export function exact(currency: string, micros: number | bigint): Money {
  const size = Number(micros)
  if (Math.abs(size) <= MOST_MICROS) return { currency, micros: size }
  throw new BrickError(`prices come to more than ${currency} ${MOST_MICROS / UNIT}, which brick cannot add up`, {
    exit: EXIT.input,
    hint: 'correct the price or the quantity that is so large',
  })
}
