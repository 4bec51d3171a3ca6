/** One question to a service, or one change that it is asked to make. */
export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base URL, its variable pieces encoded by `segment`: `/items/part/3001/price`. */
  path: string
  /** Without credentials: those come with signing. Undefined ones are left out. */
  query?: Fields
  /** At most one of the two. */
  form?: Fields
  json?: unknown
  /** Limits of this kind count it too: `bulk`. */
  kind?: string
  /**
   * `safe`: may be sent again when its answer is lost. `once`: is sent at most once, whatever happens; when its answer is
   * lost, `troubleOf` of the error is `unknown-outcome`, and the client must look whether it was done.
   */
  repeat: 'safe' | 'once'
  /** How long its answer may be used again, in milliseconds. Without it, the answer is never kept. */
  keep?: number
  /** The same for the answer that there is no such thing; a day where nothing is said and `keep` is given. */
  keepAbsent?: number
  /** What else the answer depends on, such as a currency that the service takes from the account. */
  vary?: string
  /** A shorter form of what it says, to be kept in place of the answer. */
  keepAs?: KeptForm<T>
  /**
   * What the answer says; undefined when it says that there is no such thing. Takes what is missing or more than known;
   * throws an `Error` that names the member and what is wrong with it when the shape is not as it must be.
   */
  decode(body: unknown): T | undefined
}

/** How to write down what an answer says, so that it is soon read again. */
export interface KeptForm<T> {
  /** Another one when the form becomes another one: nobody reads one as the other. */
  name: string
  write(value: T): string
  /** @throws {Error} when it is not what was written. */
  read(kept: string): T
}

export type Fields = Record<string, string | number | boolean | undefined>

/** What came of a call. */
export interface Answer<T> {
  /** Undefined: the service knows no such thing. */
  value: T | undefined
  /** When the service said it, in milliseconds since 1970. */
  fetchedAt: number
  cached: boolean
}

/** Text as one step of a path: `3001/a` is `3001%2Fa`. */
export function segment(text: string | number): string {
  const encoded = percentEncoded(String(text))
  // Two dots would be taken for the step above.
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded
}

/**
 * All but `A-Z a-z 0-9 - . _ ~` as `%XX`, as signatures want it; `encodeURIComponent` leaves five more.
 * Source: RFC 3986, section 2.3.
 */
export function percentEncoded(text: string): string {
  // Half of a surrogate pair has no UTF-8.
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
