import { describe, expect, it } from 'vitest'
import { problemLog } from '../../src/core/problem-log.js'
import type { Level } from '../../src/core/problem.js'

describe('the problems of a file', () => {
  it('are told one by one, so many of each kind, and then counted', () => {
    const log = problemLog({ file: 'list.csv', most: 2, things: 'rows' })
    for (let line = 1; line <= 5; line++) log.tell({ level: 'error', code: 'list.row', line, message: 'no part' })
    log.tell({ level: 'note', code: 'list.price', line: 6, message: 'no price' })
    log.close()
    expect(log.problems.map(({ code, line, message }) => `${code} ${line ?? '-'}: ${message}`)).toEqual([
      'list.row 1: no part',
      'list.row 2: no part',
      'list.price 6: no price',
      'list.row -: 3 more rows like these',
    ])
    expect(log.problems.at(-1)).toMatchObject({ file: 'list.csv', quantity: 3 })
  })

  it.each<{ levels: Level[]; level: Level }>([
    { levels: ['note', 'note', 'note'], level: 'note' },
    { levels: ['error', 'note', 'warning', 'note'], level: 'warning' },
    { levels: ['note', 'warning', 'error', 'note'], level: 'error' },
  ])('are as bad as the worst of those left out: $level of $levels', ({ levels, level }) => {
    const log = problemLog({ file: 'list.csv', most: 1 })
    for (const each of levels) log.tell({ level: each, code: 'list.row', message: 'no part' })
    log.close()
    expect(log.problems.at(-1)).toMatchObject({ level, quantity: levels.length - 1 })
  })
})
