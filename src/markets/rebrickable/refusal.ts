import type { BrickError } from '../../core/error.js'
import type { Reading } from '../../system/http/dialect.js'
import { trouble } from '../../system/http/trouble.js'

/** Where keys are made and looked up: below "API" of the settings of a free account. */
export const KEY_PAGE = 'https://rebrickable.com/api/'

const LOGIN = 'brick login rebrickable'

/** Why Rebrickable does not let a call in: 401 for the key, 403 for the user. */
export function denied(status: 401 | 403, words: string): Reading {
  if (status === 401) {
    const message = /not provided/i.test(words)
      ? `Rebrickable saw no key: ${words}`
      : `Rebrickable does not know this key: ${words}`
    return { refused: trouble('credentials', { message, hint: `look the key up at ${KEY_PAGE}, then: ${LOGIN}` }) }
  }
  if (/credentials/i.test(words))
    return {
      refused: trouble('credentials', {
        message: `Rebrickable does not take this user name with this password: ${words}`,
        hint: `look whether you can log in with them at https://rebrickable.com/, then: ${LOGIN}`,
      }),
    }
  return {
    refused: trouble('permission', {
      message: `Rebrickable does not show this to you: ${words}`,
      hint: `the user token may be that of another account, or too old; to get a new one: ${LOGIN}`,
    }),
  }
}

/** Everything else that it does not do. */
export function refused(status: number, words: string): BrickError {
  return trouble('request', {
    message: `Rebrickable refuses what it was asked: ${status} ${words}`,
    hint: 'look whether numbers, colors and names are such as Rebrickable has; nothing was changed by this call',
  })
}
