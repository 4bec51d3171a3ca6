import { snippet } from './failure.js'

/**
 * A decimal as it was written, from JSON where it is a text or a number: `"0.0500"` stays, 0.05 becomes `0.05`.
 *
 * A parsed number has lost the text that it was made of, but of up to 15 digits a double keeps all, and its shortest
 * decimal is the very same, but for zeros at the end. So numbers of more digits are refused, instead of parsing JSON by
 * hand for a case that no service of today has. Source: IEEE 754 doubles, DBL_DIG = 15.
 * @throws {Error} when it is no decimal, or has more digits than a number keeps.
 */
export function exactDecimal(value: unknown): string {
  if (typeof value === 'string') {
    const text = value.trim()
    if (/^[+-]?\d+(\.\d*)?$/.test(text)) return text.replace(/^\+/, '').replace(/\.$/, '')
    throw new Error(`not a decimal: ${shown(value)}`)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`not a decimal: ${shown(value)}`)
  const [, sign = '', digits = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  const significant = (digits + fraction).replace(/^0+/, '').replace(/0+$/, '')
  if (significant.length > 15) throw new Error(`a number of too many digits: ${value}`)
  return sign + moved(digits, fraction, Number(power))
}

/** A count or an id, which may come as a text. @throws {Error} when it is none, or larger than a number keeps. */
export function exactInteger(value: unknown): number {
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  throw new Error(`not an integer: ${shown(value)}`)
}

function shown(value: unknown): string {
  return snippet(JSON.stringify(value) ?? String(value))
}

/** Moves the point by so many digits to the right. */
function moved(digits: string, fraction: string, power: number): string {
  if (power >= 0) return digits + fraction.padEnd(power, '0').slice(0, power) + tail(fraction.slice(power))
  const long = digits.padStart(1 - power, '0')
  return long.slice(0, power) + tail(long.slice(power) + fraction)
}

function tail(fraction: string): string {
  return fraction === '' ? '' : `.${fraction}`
}
