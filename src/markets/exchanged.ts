import type { Call } from '../system/http/call.js'
import type { Service } from '../system/http/open-service.js'
import { trouble } from '../system/http/trouble.js'

/**
 * What a name and a password are exchanged for, by a service that is asked for nothing else, and closed.
 * @throws {BrickError} when it gives none, or does not know the user.
 */
export async function exchanged(service: Service, call: Call<string>, title: string, what: string): Promise<string> {
  try {
    const { value } = await service.call(call)
    if (value) return value
    throw trouble('malformed', {
      message: `${title} takes the name and the password, and gives no ${what}`,
      hint: 'nothing was kept; try again later, or without them: the key alone is of use, too',
    })
  } finally {
    await service.close()
  }
}
