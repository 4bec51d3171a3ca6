/** Lets so many do their work at once, first come, first served. */
export interface Queue {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function openQueue(most: number): Queue {
  const waiting: (() => void)[] = []
  let working = 0
  return { run }

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (working < most) working++
    else await new Promise<void>((start) => waiting.push(start))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place goes on to the next one.
      if (next) next()
      else working--
    }
  }
}
