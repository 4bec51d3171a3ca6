/**
 * Does so many works at once and hands over what they bring as it comes, in any order. The first goes alone: what is wrong
 * with it is most likely wrong with all. After one that fails, no other begins, and those under way come to their end
 * first, so that nothing that they bring is lost to a cache.
 */
export async function* sideBySide<W, T>(
  works: readonly W[],
  most: number,
  work: (one: W) => Promise<T>,
): AsyncGenerator<T> {
  const underWay = new Set<Promise<Done<T>>>()
  let [next, done] = [0, 0]
  try {
    for (; done < works.length; done++) {
      for (const one of works.slice(next, next + (done === 0 ? 1 : most) - underWay.size)) begin(one)
      const { itself, value } = await Promise.race(underWay)
      underWay.delete(itself())
      yield value
    }
  } finally {
    await Promise.allSettled(underWay)
  }

  function begin(one: W): void {
    const promise: Promise<Done<T>> = work(one).then((value) => ({ itself: () => promise, value }))
    underWay.add(promise)
    next++
  }
}

interface Done<T> {
  itself(): Promise<Done<T>>
  value: T
}
