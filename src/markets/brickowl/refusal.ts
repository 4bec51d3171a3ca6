import type { BrickError } from '../../core/error.js'
import type { Call } from '../../system/http/call.js'
import type { Service } from '../../system/http/open-service.js'
import { skewHint } from '../../system/http/skew.js'
import { trouble, troubleOf } from '../../system/http/trouble.js'

/** Where keys are made, and what they may do is ticked. */
export const KEY_PAGE = 'https://www.brickowl.com/user'

const LOGIN = 'brick login brickowl'

/** What to do for a key that may not see the catalog. */
export const HOW_TO_GET_CATALOG =
  'Brick Owl opens its catalog to a key by hand: write to it (Contact Us, at www.brickowl.com), name your user, and say that ' +
  'you look for sellers of your own lists; until then: --offers FILE, or brick export bl for Buy All at BrickLink'

/** @param skew how much its clock is before ours, in milliseconds */
export function unknownKey(words: string, skew: number | undefined): BrickError {
  return trouble('credentials', {
    message: `Brick Owl does not know this key: ${words}`,
    hint: skewHint(skew) ?? `copy it whole from ${KEY_PAGE} (tab API Keys), then: ${LOGIN}`,
  })
}

export function denied(words: string): BrickError {
  return trouble('permission', {
    message: `Brick Owl does not allow that to this key: ${words}`,
    hint: `at ${KEY_PAGE} (tab API Keys), tick what the key may do`,
  })
}

/** Everything else that it does not do. */
export function refused(status: number, words: string): BrickError {
  return trouble('request', {
    message: `Brick Owl refuses what it was asked: ${status} ${words}`,
    hint: 'look whether numbers, colors and country are such as Brick Owl has',
  })
}

/** A service that says of the catalog how to be let in, which is another way than for all else. */
export function withCatalogWords(service: Service): Service {
  return { ...service, call }

  async function call<T>(asked: Call<T>) {
    try {
      return await service.call(asked)
    } catch (error) {
      if (troubleOf(error) !== 'permission' || !/^\/(catalog|bulk)\//.test(asked.path)) throw error
      throw trouble('permission', {
        message: 'Brick Owl does not show its catalog, and so who sells what, to this key: Access Denied',
        hint: HOW_TO_GET_CATALOG,
      })
    }
  }
}
