import { describe, expect, it } from 'vitest'
import type { Problem, ProblemCode } from '../../src/core/problem.js'
import { exitFor, tellProblems, withoutAllowed } from '../../src/commands/tell-problems.js'
import { machine, type Io } from '../../src/system/io.js'

const NAMELESS = problem('warning', 'ref.no-name', 'no file name')
const UNKNOWN = problem('warning', 'part.unknown', 'nobody knows it')
const NOTE = problem('note', 'color.merged', 'written as Black')
const CYCLE = problem('error', 'ref.cycle', 'a in a')

describe('tellProblems', () => {
  it('names place, level and fix, the worst first', async () => {
    expect(await said([NOTE, { ...UNKNOWN, fix: 'try brick id' }, CYCLE])).toEqual([
      'a.ldr:3: error: a in a',
      'a.ldr:3: warning: nobody knows it',
      '  try brick id',
      'a.ldr:3: note: written as Black',
    ])
  })

  it('shows the first of many, and all when asked', async () => {
    const many = Array.from({ length: 217 }, (_, line) => ({ ...UNKNOWN, line: line + 1 }))
    const lines = await said(many)
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)).toBe('... and 212 more of these (-v shows all)')
    expect(await said(many, { verbose: true })).toHaveLength(217)
  })

  it('does not hide a single one', async () => {
    expect(await said(Array.from({ length: 6 }, () => UNKNOWN))).toHaveLength(6)
  })

  it('lets nothing from a file command the terminal', async () => {
    const lines = await said([{ ...UNKNOWN, file: 'a\u001b[2J', message: '\u001b]0;x\u0007\r\n', fix: '\u009b2J' }])
    expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  })
})

describe('exitFor', () => {
  it.each([
    { title: 'no problem', problems: [], exit: 0, strict: 0 },
    { title: 'notes', problems: [NOTE], exit: 0, strict: 0 },
    { title: 'unknown parts', problems: [UNKNOWN, NOTE], exit: 0, strict: 4 },
    { title: 'another problem', problems: [NAMELESS], exit: 0, strict: 3 },
    { title: 'both', problems: [UNKNOWN, NAMELESS], exit: 0, strict: 3 },
    { title: 'a circle', problems: [CYCLE], exit: 3, strict: 3 },
    { title: 'no part at all', problems: [problem('error', 'model.empty', 'no part')], exit: 3, strict: 3 },
  ])('answers $exit for $title, strictly $strict', ({ problems, exit, strict }) => {
    expect([exitFor(problems, {}), exitFor(problems, { strict: true })]).toEqual([exit, strict])
  })
})

describe('withoutAllowed', () => {
  it('drops what the user allows, but not what makes a list worthless', () => {
    expect(withoutAllowed([NAMELESS, UNKNOWN, CYCLE], ['ref.no-name', 'ref.cycle'])).toEqual([UNKNOWN, CYCLE])
  })
})

function problem(level: Problem['level'], code: ProblemCode, message: string): Problem {
  return { level, code, message, file: 'a.ldr', line: 3 }
}

async function said(problems: Problem[], options: { verbose?: boolean } = {}): Promise<string[]> {
  const lines: string[] = []
  const io: Io = { ...machine(), env: { NO_COLOR: '1' }, say: (text) => void lines.push(text) }
  await tellProblems(io, problems, options)
  return lines
}
