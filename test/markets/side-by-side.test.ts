import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../../src/markets/side-by-side.js'

describe('side by side', () => {
  it.each([0, 1, 2, 7, 40])('does %i works, each once, three at a time', async (amount) => {
    let [busy, most] = [0, 0]
    const works = Array.from({ length: amount }, (_, n) => n)
    const done: number[] = []
    for await (const one of sideBySide(works, 3, work)) done.push(one)
    expect(done.toSorted((a, b) => a - b)).toEqual(works)
    expect(most).toBe(Math.min(3, amount <= 1 ? amount : amount - 1))

    async function work(one: number): Promise<number> {
      most = Math.max(most, ++busy)
      await setTimeout((one * 7) % 4)
      busy--
      return one
    }
  })

  it('lets the first go alone', async () => {
    const begun: number[] = []
    const all = sideBySide([1, 2, 3], 3, (one) => Promise.resolve(begun.push(one)))
    await all.next()
    expect(begun).toEqual([1])
  })

  it('begins nothing after a failure, and lets those under way end', async () => {
    const [begun, ended]: [number[], number[]] = [[], []]
    const all = sideBySide([0, 1, 2, 3, 4, 5, 6], 3, async (one) => {
      begun.push(one)
      if (one === 2) throw new Error('no more')
      await setTimeout(one === 0 ? 0 : 10)
      ended.push(one)
    })
    await expect(drained(all)).rejects.toThrow('no more')
    expect([begun, ended]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 3],
    ])
  })

  it('begins nothing when nobody wants more', async () => {
    const begun: number[] = []
    for await (const one of sideBySide([0, 1, 2, 3, 4, 5], 2, (one) => Promise.resolve(begun.push(one) && one)))
      if (one === 1) break
    expect(begun.length).toBeLessThan(5)
  })
})

async function drained(all: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const one of all) if (one !== null) count++
  return count
}
