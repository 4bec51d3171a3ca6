import type { BrickError } from '../../core/error.js'
import type { Reading } from '../../system/http/dialect.js'
import { trouble } from '../../system/http/trouble.js'

/** Where keys and tokens are made and looked up. */
export const KEY_PAGE = 'https://www.bricklink.com/v2/api/register_consumer.page'

/** Why BrickLink does not let a call in: it says so in words only. */
export function denied(description: string): Reading {
  if (/NONCE|TIMESTAMP/.test(description)) return { stampRefused: `401 ${description}` }
  const cause = CAUSES.find(({ words }) => words.test(description))
  const { message, hint } = cause?.say(description) ?? unknown(description)
  return { refused: trouble('credentials', { message: `BrickLink ${message}`, hint }) }
}

/** The day's calls are used up, by whomever. */
export function usedUp(counted: number): BrickError {
  const who = counted === 0 ? 'none of them by brick' : `${counted.toLocaleString('en-US')} of them by brick`
  return trouble('quota', {
    message: `BrickLink takes no more calls with this key: all of a day are used, ${who} in the last 24 h`,
    hint: 'a call is forgotten after 24 h, so try again later; other programs with the same key count, too',
  })
}

/** Everything else that it does not do. */
export function refused(code: number, description: string): BrickError {
  if (code === 403)
    return trouble('permission', {
      message: `BrickLink shows that only to its owner: ${description}`,
      hint: 'look whether the number is right, and whether the key is of the account that it belongs to',
    })
  return trouble('request', {
    message: `BrickLink refuses what it was asked: ${code} ${description}`,
    hint: 'look whether numbers, colors, country and currency are such as BrickLink has',
  })
}

interface Cause {
  words: RegExp
  say(description: string): { message: string; hint: string }
}

const LOGIN = 'brick login bricklink'

const CAUSES: Cause[] = [
  {
    words: /TOKEN_IP_MISMATCHED/,
    say: (description) => {
      const address = /\bIP:\s*([0-9A-Fa-f.:]{3,45})/.exec(description)?.[1]
      const from = address === undefined ? 'your address' : `${address}, the address that it sees`
      return {
        message: `does not take this token from ${from}: the token is for another`,
        hint:
          `at ${KEY_PAGE}, make a token for ${address ?? 'your address'}, or if that changes, for any: ` +
          `IP 0.0.0.0, mask 0.0.0.0; then: ${LOGIN}`,
      }
    },
  },
  {
    words: /CONSUMER_KEY_UNKNOWN/,
    say: () => ({
      message: 'does not know this consumer key',
      hint: `look it up at ${KEY_PAGE}, then: ${LOGIN}`,
    }),
  },
  {
    words: /TOKEN_VALUE_UNKNOWN/,
    say: () => ({
      message: 'does not know this token: it was removed, or is of another consumer key',
      hint: `look it up, or make a new one, at ${KEY_PAGE}, then: ${LOGIN}`,
    }),
  },
  {
    words: /SIGNATURE_INVALID/,
    say: () => ({
      message: 'knows key and token, but a secret is wrong: the signature does not fit',
      hint: `copy the consumer secret and the token secret whole from ${KEY_PAGE}, then: ${LOGIN}`,
    }),
  },
]

function unknown(description: string): { message: string; hint: string } {
  return {
    message: `does not let this key in: ${description}`,
    hint: `compare all four values with ${KEY_PAGE}, then: ${LOGIN}`,
  }
}
