import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { inTurn } from '../../src/store/catalog-turn.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-turn-'))
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

describe('inTurn', () => {
  it('lets one work at a time, and tells the others that they wait', async () => {
    const seen: string[] = []
    const work = (name: string) =>
      inTurn(
        path.join(place, 'new', 'catalog.db'),
        () => seen.push('waits'),
        async () => {
          seen.push(`${name} begins`)
          await setTimeout(150)
          seen.push(`${name} ends`)
        },
      )
    await Promise.all([work('one'), work('two')])
    expect(seen).toContain('waits')
    const [first, second] = seen.filter((what) => what.endsWith('ends')).map((what) => what.split(' ')[0])
    expect(seen.filter((what) => what !== 'waits')).toEqual(
      [first, second].flatMap((name) => [`${name} begins`, `${name} ends`]),
    )
  })

  it('ends with what fails', async () => {
    const turn = (work: () => Promise<string>) => inTurn(path.join(place, 'catalog.db'), () => undefined, work)
    await expect(turn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await turn(async () => 'done')).toBe('done')
  })
})
