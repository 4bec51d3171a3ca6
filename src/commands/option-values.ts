import { BrickError } from '../core/error.js'

/** A share in percent, up to hundredths: `2`, `2%`, `0.25%`. */
export function percentage(option: string): (text: string) => number {
  return (text) => {
    const number = Number(/^(\d+(?:\.\d{1,2})?)\s*%?$/.exec(text)?.[1])
    if (number <= 1000) return number
    throw new BrickError(`${option} takes a percentage, not ${text}`, { hint: 'write it as in 2% or 2.5%' })
  }
}

/** How many, at least one. */
export function wholeNumber(option: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
    throw new BrickError(`${option} takes a whole number from 1, not ${text}`, { hint: 'write it as in 25' })
  }
}

/** An amount of money, as the user writes it, so that nothing is rounded. */
export function amount(option: string): (text: string) => string {
  return (text) => {
    if (/^\d{1,9}(\.\d{1,4})?$/.test(text) && Number(text) > 0) return text
    throw new BrickError(`${option} takes an amount, not ${text}`, {
      hint: 'write it with a point and at most four decimals, as in 0.25',
    })
  }
}

/** An amount that may be nothing. */
export function amountOrNothing(option: string): (text: string) => string {
  return (text) => (/^0+(\.0+)?$/.test(text) ? '0' : amount(option)(text))
}

/** `10s`, `2m`, `0.5s` in milliseconds. */
export function lengthOfTime(option: string): (text: string) => number {
  return (text) => {
    const [, number = '', unit = 's'] = /^(\d{1,5}(?:\.\d{1,3})?)\s*([sm]?)$/.exec(text.trim()) ?? []
    const time = Number(number) * (unit === 'm' ? 60_000 : 1000)
    if (number !== '' && time > 0) return time
    throw new BrickError(`${option} takes a length of time, not ${text}`, { hint: 'write it as in 10s or 2m' })
  }
}
