import { span } from './span.js'

/**
 * What to do about a clock that is wrong, for refusals that may come from it; undefined where it is right within a minute.
 * `skew` is how much the service's clock is before ours, in milliseconds.
 */
export function skewHint(skew: number | undefined): string | undefined {
  if (skew === undefined || Math.abs(skew) < 60_000) return undefined
  const where = skew > 0 ? 'behind' : 'ahead of'
  return `the clock of this computer is ${span(Math.abs(skew))} ${where} that of the service: set it right, and try again`
}
