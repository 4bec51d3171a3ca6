import type { ServiceName } from './service.js'

/** A call and what became of it. */
export interface LogLine {
  n: number
  /** By the clock of the sandbox, in milliseconds. */
  time: number
  service: ServiceName
  method: string
  /** As the client addressed it: with the keys that it sends in there. */
  url: string
  /** 0 when the connection was reset before an answer. */
  status: number
  fault?: string
  persona?: string
  /** The base string of the signature that was verified. */
  base?: string
  [member: string]: string | number | boolean | undefined
}

export interface WindowQuestion {
  service?: ServiceName
  persona?: string
  /** A regular expression for the URL. */
  path?: string
  milliseconds: number
}

/**
 * The largest number of calls that began within any stretch of so many milliseconds, so that tests can prove
 * that a limit was never exceeded.
 */
export function mostWithin(lines: LogLine[], { milliseconds, ...question }: WindowQuestion): number {
  const times = lines.filter((line) => fits(line, question)).map(({ time }) => time)
  times.sort((a, b) => a - b)
  let [most, first] = [0, 0]
  times.forEach((time, n) => {
    while (time - (times[first] ?? time) >= milliseconds) first++
    most = Math.max(most, n - first + 1)
  })
  return most
}

function fits(line: LogLine, { service, persona, path }: Omit<WindowQuestion, 'milliseconds'>): boolean {
  if (service && line.service !== service) return false
  if (persona && line.persona !== persona) return false
  return !path || new RegExp(path).test(line.url)
}
