import { printable } from '../../core/printable.js'
import { quoted } from './quoted.js'
import type { TroubleKind } from './trouble.js'

/** Why an attempt came to nothing. */
export interface Failure {
  kind: TroubleKind
  /** Goes on after "BrickLink (api.bricklink.com)": `answers 503`. */
  why: string
  hint?: string
  /** Not to be tried again before that time from now, in milliseconds. */
  after?: number
  /** We are asked to slow down. */
  isTooFast?: true
  /** The service surely did not do what it was asked. */
  undone?: true
  /** Most attempts that make sense with trouble of that kind; 1 where it would be the same every time. */
  tries?: number
  /** The time of signing is not taken; it is too far before the clock. */
  isStamp?: true
  isTooFarAhead?: true
  cause?: unknown
}

/** The beginning of a text that came, fit for one line of a message, which `clean` cuts short when no secret is in it. */
export function snippet(text: string): string {
  return quoted(
    printable(
      text
        .slice(0, LOOKED_AT)
        .replace(/[\s\u2068\u2069]+/g, ' ')
        .trim(),
    ),
  )
}

/** In characters: so many that no half of a secret at the end is still there when what was before it is cut short. */
const LOOKED_AT = 20_000

/** What the network, or our half of it, says. */
export function networkFailure(error: unknown): Failure {
  const { code = '', message, name } = innermost(error)
  if (name === 'HTTPParserError' || /^HPE_|^UND_ERR_(RES_|HEADERS_OVERFLOW)/.test(code))
    return { kind: 'malformed', why: 'answers what is no HTTP, or not all of it', cause: error }
  if (isUntrusted(code))
    return {
      kind: 'network',
      why: `cannot prove that it is who it says (${code})`,
      undone: true,
      tries: 1,
      cause: error,
    }
  const proxy = /Proxy response \((\d+)\)/.exec(message)?.[1]
  if (proxy !== undefined) {
    const hint = 'look at HTTPS_PROXY and NO_PROXY in the environment'
    return {
      kind: 'network',
      why: `is not reached: the proxy answers ${proxy}`,
      undone: true,
      tries: 1,
      hint,
      cause: error,
    }
  }
  const unreached = UNREACHED[code]
  if (unreached !== undefined)
    return { kind: 'network', why: `is not reached: ${unreached}`, undone: true, cause: error }
  return { kind: 'network', why: BROKEN[code] ?? `breaks the connection (${code || message})`, cause: error }
}

/** Nothing was sent yet. */
const UNREACHED: Record<string, string> = {
  ENOTFOUND: 'there is no such host, or no network',
  EAI_AGAIN: 'there is no network',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ECONNREFUSED: 'nobody answers there',
  BAD_PROXY: 'the proxy in the environment is no URL',
  UND_ERR_CONNECT_TIMEOUT: 'nobody answers there in time',
}

const BROKEN: Record<string, string> = {
  ECONNRESET: 'breaks the connection',
  EPIPE: 'breaks the connection',
  UND_ERR_SOCKET: 'breaks the connection',
  ETIMEDOUT: 'breaks the connection',
}

function isUntrusted(code: string): boolean {
  return /CERT|^ERR_TLS_|^ERR_SSL_|SELF_SIGNED|UNABLE_TO_|^EPROTO$/.test(code)
}

/** Errors wrap each other: of several addresses that were tried, the first tells most. */
function innermost(error: unknown): Error & { code?: string } {
  const { code, cause, errors } = error as { code?: string; cause?: unknown; errors?: unknown[] }
  const known = code !== undefined && code !== 'UND_ERR_SOCKET'
  if (known) return error as Error
  const inner = errors?.[0] ?? cause
  if (inner instanceof Error && (inner as { code?: string }).code !== undefined) return innermost(inner)
  return error as Error
}
