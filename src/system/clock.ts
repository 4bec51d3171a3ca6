import { BrickError } from '../core/error.js'
import type { Io } from './io.js'

/**
 * The time now, in ISO 8601, UTC, to the second; or the time of `SOURCE_DATE_EPOCH`, by which builds that must come out
 * the same everywhere set the clock.
 * @throws {BrickError} when that is no number of seconds.
 */
export function now({ env }: Pick<Io, 'env'>): string {
  const wanted = env['SOURCE_DATE_EPOCH']
  if (!wanted) return text(new Date())
  if (/^\d{1,11}$/.test(wanted)) return text(new Date(Number(wanted) * 1000))
  throw new BrickError(`SOURCE_DATE_EPOCH is ${JSON.stringify(wanted)}; it must be seconds since 1970`)
}

/** Tells the seconds from now on. Where `SOURCE_DATE_EPOCH` sets the clock, it stands still. */
export function stopwatch({ env }: Pick<Io, 'env'>): () => number {
  if (env['SOURCE_DATE_EPOCH']) return () => 0
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}

function text(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
