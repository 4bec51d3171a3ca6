import type { AnswerCache, KeptAnswer } from './means.js'

/** Finds answers of a cache: those that are expected many at once, because each reading of a file takes its time. */
export interface ReadAhead {
  /** Hears whose answers will be looked for, in their order. */
  expect(keys: readonly string[]): void
  /** What another process has put by since the others were read is found, too, unless there was an older one. */
  find(key: string): KeptAnswer | undefined
  /** What was read of it is no longer true. */
  forget(key: string): void
}

export function openReadAhead(cache: Pick<AnswerCache, 'find' | 'findAll'>): ReadAhead {
  const expected = new Map<string, readonly string[]>()
  const read = new Map<string, KeptAnswer>()
  return { expect, find, forget: (key) => read.delete(key) }

  function expect(keys: readonly string[]): void {
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const some = keys.slice(start, start + AT_ONCE)
      for (const key of some) expected.set(key, some)
    }
  }

  function find(key: string): KeptAnswer | undefined {
    const some = expected.get(key)
    if (some) {
      for (const one of some) expected.delete(one)
      for (const [one, answer] of cache.findAll(some)) read.set(one, answer)
    }
    const answer = read.get(key)
    // Once: who looks for it again wants to know what came since, and memory must not fill up with what was used.
    read.delete(key)
    return answer ?? cache.find(key)
  }
}

/** A list may be long, and an answer large. */
const AT_ONCE = 250
