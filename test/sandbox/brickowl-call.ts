import type { OwlAccount } from './brickowl-account.js'
import type { OwlIndex } from './brickowl-index.js'
import type { BrickowlKey, Persona } from './personas.js'
import type { Ask, Switches } from './service.js'

/** A call that has a valid key. */
export interface OwlCall {
  /** Of the query of a GET, of the form of a POST; in a batch those of the one request. */
  args: URLSearchParams
  ask: Ask
  index: OwlIndex
  switches: Switches
  persona: Persona
  keys: BrickowlKey
  account: OwlAccount
}

export interface Method {
  /** Gives the value of the answer, or ends the call with a refusal. */
  act(call: OwlCall): unknown
  /** What the key must be allowed, or its owner must have. */
  needs?: 'catalog' | 'store' | 'contract'
  /** Whether it counts for the lower limit. */
  isBulk?: boolean
}

/** By verb and path: `GET catalog/lookup`. */
export type Methods = Record<string, Method>
