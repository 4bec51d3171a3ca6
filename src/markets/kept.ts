import { troubleOf } from '../system/http/trouble.js'

/** What is asked of many; undefined for what is not at hand while nobody may be asked: the rest is an answer, too. */
export async function kept<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (troubleOf(error) === 'offline') return undefined
    throw error
  }
}
