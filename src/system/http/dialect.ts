import type { BrickError } from '../../core/error.js'
import type { Policy } from './policy.js'

/** How one service is spoken to. All times are in milliseconds. */
export interface Dialect {
  policy: Policy
  /** Without a slash at the end: `https://api.bricklink.com/api/store/v1`. See `marketUrl`. */
  baseUrl: string
  /** Whose calls are counted together, and whose answers are kept apart: made by `fingerprint`, never a key itself. */
  account: string
  /** Values that may never be seen: they are cut out of every message. */
  secrets: string[]
  /** For services that take only increasing times of signing. Then one call at a time is under way: see `Policy`. */
  stamps?: Stamps
  /** Adds credentials. Asked anew for every attempt. */
  sign(outgoing: Outgoing, signing: Signing): Outgoing
  /**
   * What an answer means, whatever was asked. Undefined: as its status says, which is good for most: 2xx is `ok`, 404 of
   * a GET is absent, 408, 425, 429 and 5xx are to be tried again, 401 and 403 are refused credentials, other 4xx are
   * refused. Not asked about what is no answer of the service: 3xx, and with 2xx, what is empty, a page, or no JSON
   * (an empty answer to a DELETE, and 204, are `ok`); nor about pages with 401 and 403.
   */
  read(raw: RawAnswer): Reading | undefined
}

/**
 * Times of signing are in seconds, so that whoever calls more than once a second runs before the clock. How far the service
 * takes is learned from its refusals: see `stampRefused`.
 */
export interface Stamps {
  /** Whose they are, by `fingerprint`. */
  token: string
  /** The farthest that is tried, in milliseconds. */
  ahead: number
}

/** A request as it goes out. */
export interface Outgoing {
  method: string
  /** Scheme, host and port. May not be changed by signing. */
  origin: string
  /** Encoded as it goes out, without the query. */
  path: string
  /** Decoded, in the order in which they are sent. */
  query: [string, string][]
  /** In small letters. */
  headers: Record<string, string>
  /** A form is encoded after signing, so that a key may be added to it. */
  body: { form: [string, string][] } | { json: string } | undefined
}

/** What a signature is made with. */
export interface Signing {
  /** In milliseconds since 1970. */
  now: number
  /** Seconds since 1970, greater than any before with the same `stamps.token`, of any process; else those of `now`. */
  timestamp: number
  /** 32 random characters, never the same twice. */
  nonce: string
}

/** An answer that came whole: nothing of it is missing, and what was packed is unpacked. */
export interface RawAnswer {
  method: string
  status: number
  /** In small letters; several of one name are joined by commas. Empty when the answer is an earlier one. */
  headers: Record<string, string>
  text: string
  /** What `text` is as JSON; undefined where it is none. */
  body: unknown
  /** `text` is a page for people. */
  isHtml: boolean
  /** How much the clock of the service is before ours, if it says its time. */
  skew: number | undefined
}

export type Reading =
  /** What `decode` is given. */
  | { ok: unknown }
  /** There is no such thing. */
  | { absent: true }
  /**
   * May go well later: what it answers, as in `503 Service Unavailable`. `after`: not before that time from now.
   * `isTooFast`: it asks us to slow down, which all processes then do. `undone`: it surely did not do what it was asked.
   */
  | { again: string; after?: number; isTooFast?: true; undone?: true }
  /** It does not take the time of signing, and surely did not do what it was asked: `401 TIMESTAMP_REFUSED`. */
  | { stampRefused: string }
  /** Made by one of the functions of `trouble.ts`. */
  | { refused: BrickError }
