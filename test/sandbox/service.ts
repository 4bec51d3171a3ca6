import type { World } from './world.js'

export type ServiceName = 'bricklink' | 'brickowl' | 'rebrickable' | 'brickset'

/** A marketplace that the sandbox plays. */
export interface Service {
  name: ServiceName
  /** With which all its paths begin, as those of the real one: `/api/store/v1`. */
  prefix: string
  /** How many calls it answers at a time; the connection of one more is reset. No limit when left out. */
  parallel?: number
  /** The values that its switches have until a test sets others. */
  switches: Switches
  /** Starts with nothing that earlier calls left behind; a reset does it again. */
  open(world: World, settings: Settings): OpenService
}

export interface OpenService {
  answer(ask: Ask): Answer | Promise<Answer>
  /** What it counted, for tests: `{ calls: 3, 'calls of ok': 2 }`. */
  counters(): Record<string, number>
}

/** How a service deviates from its default behavior: apis.md lists the names. */
export type Switches = Record<string, string | number | boolean>

export interface Settings {
  /** Read them at every call: a test may change them at any time. */
  switches: Switches
  /** `strict` refuses equal OAuth timestamps of a token, `lenient` only a repeated nonce. */
  mode: 'strict' | 'lenient'
}

/** A call, as it came in. */
export interface Ask {
  method: string
  /** After the prefix of the service, percent-encoded as it was sent: `/items/PART/3001/price`, `/lego/parts/`. */
  path: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
  /** The body when it is `application/x-www-form-urlencoded`, otherwise empty. */
  form: URLSearchParams
  /** As the client addressed it, with query: scheme, `Host` header, port. The public base is in it when there is one. */
  url: string
  /** Scheme, host and port of `url`: what links to further pages begin with. */
  origin: string
  /** The address of the caller, IPv4. */
  from: string
  /** Milliseconds since 1970, by the clock of the sandbox. */
  time: number
  /** Adds to the line of this call in the request log, such as `persona` or `base` (the base string). */
  note(line: Record<string, string | number | boolean>): void
}

export interface Answer {
  status: number
  /** Sent in this order, in this spelling. `Date` and what the transfer needs come from the server. */
  headers?: Record<string, string | string[]>
  /** A text is sent as UTF-8. */
  body?: string | Uint8Array
  /** With `chunked` there is no `Content-Length`. */
  transfer?: 'length' | 'chunked'
  /** What happens on the way, on purpose. */
  trouble?: Trouble
}

/** What the wire does to an answer. */
export interface Trouble {
  /** Milliseconds before anything is sent. */
  wait?: number
  /** After the headers one byte of the body each so many milliseconds. */
  bytePause?: number
  /** The part of the body that is sent, 0 to 1, before the connection ends. */
  cutAt?: number
  /** Resets the connection: before anything is sent, or after the headers. */
  reset?: 'before' | 'after headers'
  /** Added to the `Date` header, in milliseconds. */
  dateSkew?: number
  /** Sends the body as if the client had asked for gzip, with broken bytes in it. */
  corruptGzip?: boolean
}

/** An answer in JSON, compact. */
export function json(status: number, value: unknown, headers: Record<string, string | string[]> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) }
}
