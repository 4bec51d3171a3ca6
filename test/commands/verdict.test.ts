import { describe, expect, it } from 'vitest'
import { tellVerdict, verdict } from '../../src/commands/verdict.js'
import type { Problem } from '../../src/core/problem.js'
import { machine, type Io } from '../../src/system/io.js'

const UNKNOWN: Problem = { level: 'warning', code: 'part.unknown', message: 'nobody knows it' }
const EMPTY: Problem = { level: 'error', code: 'model.empty', message: 'no parts' }

describe('verdict', () => {
  it.each([
    { title: 'a good list', exit: 0 },
    { title: 'a list that lacks lots', unresolved: 1, exit: 4 },
    { title: 'one that may lack them', unresolved: 1, flags: { allowUnresolved: true as const }, exit: 0 },
    {
      title: 'one that may lack them, strictly',
      unresolved: 1,
      flags: { strict: true as const, allowUnresolved: true as const },
      refused: true,
    },
    { title: 'a problem', problems: [UNKNOWN], exit: 0 },
    { title: 'a problem, strictly', problems: [UNKNOWN], flags: { strict: true as const }, exit: 4, refused: true },
    { title: 'one that is allowed', problems: [UNKNOWN], flags: { strict: true as const, allow: ['part.unknown'] } },
    { title: 'nothing, of a model without a part', problems: [EMPTY], isEmpty: true, exit: 3, isLost: true },
    { title: 'nothing, of good lists', isEmpty: true },
    { title: 'something, of a broken model', problems: [EMPTY], exit: 3 },
    { title: 'nothing, on standard output', problems: [EMPTY], isEmpty: true, flags: { output: '-' }, exit: 3 },
  ])('of $title', ({ problems = [], flags, unresolved = 0, isEmpty = false, exit = 0, refused, isLost }) => {
    const found = verdict(problems, { output: 'a.xml', ...flags }, { isEmpty, unresolved })
    expect(found).toMatchObject({ exit, refused: refused === true, isLost: isLost === true })
  })
})

describe('tellVerdict', () => {
  it.each([
    [{ refused: true, isLost: true }, ['brick: nothing was written, because of --strict']],
    [{ refused: false, isLost: true }, ['brick: nothing was written to a.xml, because there is nothing to list']],
    [{ refused: false, isLost: false }, []],
  ])('says why nothing was written: %o', async (why, words) => {
    const said: string[] = []
    const io: Io = { ...machine(), say: (text) => void said.push(text) }
    await tellVerdict(io, { problems: [], exit: 3, ...why }, { output: 'a.xml' })
    expect(said).toEqual(words)
    expect(io.exitCode).toBe(3)
  })
})
