import { describe, expect, it } from 'vitest'
import type { Lot } from '../../../src/core/inventory.js'
import { judge, type Submission } from '../../../src/core/lists/check-profile.js'
import type { CheckedLot, Verdict } from '../../../src/core/lists/check.js'
import { PROFILE_RULES, profileOf, ruleOf } from '../../../src/core/lists/profile.js'
import { shippedFacts } from '../../../src/system/facts.js'
import { profileFiles, readProfile } from '../../../src/system/profile-files.js'
import { machine } from '../../../src/system/io.js'

const facts = shippedFacts()
const HEAD = '3626bp02'
const GRIN = '3626bp01'

describe('a profile', () => {
  it.each([
    { title: 'no date', table: { source: 'me' }, says: 'needs a date' },
    { title: 'a date that is none', table: { date: 'soon', source: 'me' }, says: 'needs a date' },
    { title: 'no source', table: { date: '2026' }, says: 'needs a source' },
    { title: 'an unknown rule', table: table({ 'max-bricks': 1 }), says: 'nobody knows the rule max-bricks' },
    { title: 'a wrong number', table: table({ 'max-parts': '3' }), says: 'max-parts has a wrong value' },
    { title: 'a number of nothing', table: table({ since: 0 }), says: 'since has a wrong value' },
    { title: 'no list', table: table({ file: 'studio-io' }), says: 'file has a wrong value' },
    { title: 'a switch that is off', table: table({ palette: false }), says: 'palette has a wrong value' },
    {
      title: 'an unknown level',
      table: table({ since: { value: 2000, level: 'bad' } }),
      says: 'a level that there is not',
    },
    { title: 'an unknown entry', table: { ...table({}), rule: 1 }, says: 'a profile has no rule' },
    { title: 'words that are none', table: { ...table({}), context: 'x' }, says: 'context must be a list' },
  ])('is refused with $title', ({ table: content, says }) => {
    expect(() => profileOf(content, 'club', 'club.toml')).toThrow(says)
  })

  it('has rules with a level, a date and a source of their own', () => {
    const profile = profileOf(
      table({ 'max-parts': { value: 9, level: 'note', date: '2020', source: 'a blog' } }),
      'c',
      'c.toml',
    )
    expect(ruleOf(profile, 'max-parts')).toEqual({
      ...{ name: 'max-parts', value: 9, level: 'note', date: '2020', source: 'a blog' },
    })
    expect(ruleOf(profile, 'since')).toBeUndefined()
  })

  it.each(profileFiles({ env: {}, cwd: '.' }).map(({ name }) => name))(
    '%s comes with brick and can be read',
    (name) => {
      const { date, source, rules } = readProfile({ ...machine(), env: {} }, name)
      expect([date.length > 3, source.length > 3, rules.length > 0]).toEqual([true, true, true])
    },
  )
})

describe('judging', () => {
  it.each([
    { rule: { 'max-parts': 4 }, lots: [lot('3001', 5)], status: 'fail', says: '5 parts of 4' },
    { rule: { 'max-parts': 5 }, lots: [lot('3001', 5)], status: 'ok', says: '5 parts of 5' },
    { rule: { 'max-parts': { value: 4, level: 'note' } }, lots: [lot('3001', 5)], status: 'note', says: '5 parts' },
    { rule: { 'min-parts': 6 }, lots: [lot('3001', 5)], status: 'fail', says: '5 parts of 6 or more' },
    { rule: { 'max-lots': 1 }, lots: [lot('3001', 1), lot('3002', 1)], status: 'fail', says: '2 lots of 1' },
    { rule: { 'max-colors': 1 }, lots: [lot('3001', 1), lot('3002', 1)], status: 'ok', says: '1 color of 1' },
    { rule: { 'multiple-of': 25 }, lots: [lot('3001', 50), lot('3002', 30)], status: 'fail', says: '1 lot' },
    { rule: { 'parts-per-figure': 10 }, lots: [lot(HEAD, 2), lot('3001', 17)], status: 'fail', says: 'allows 1' },
    { rule: { 'parts-per-figure': 10 }, lots: [lot(HEAD, 2), lot('3001', 18)], status: 'ok', says: '2 figures' },
    {
      rule: { 'parts-per-figure': 10 },
      lots: [{ ...lot('cas001', 1), itemType: 'M' }],
      status: 'fail',
      says: '1 figure',
    },
    {
      rule: { 'heads-once': [] },
      lots: [lot(HEAD, 1), { ...lot(HEAD, 1), color: 14 }],
      status: 'fail',
      says: '2 times',
    },
    { rule: { 'heads-once': ['standard grin'] }, lots: [lot(GRIN, 2)], status: 'ok', says: 'exempt: standard grin' },
    { rule: { 'forbidden-parts': ['u9*'] }, lots: [lot('u9393', 1)], status: 'fail', says: 'u9393' },
    { rule: { 'forbidden-parts': ['30.1'] }, lots: [lot('3001', 1)], status: 'ok', says: 'none' },
    { rule: { 'forbidden-parts': ['4073'] }, lots: [lot('6141', 1)], status: 'fail', says: '6141' },
    { rule: { file: ['studio-io'] }, lots: [], status: 'fail', says: 'ldraw; it must be studio-io' },
    { rule: { palette: true }, lots: [], status: 'fail', says: 'not checked: pass --available' },
    { rule: { within: ['set:1-1'] }, lots: [], status: 'not checked', says: 'nobody looked' },
  ] as { rule: object; lots: Lot[]; status: string; says: string }[])(
    'by $rule gives $status',
    ({ rule, lots, status, says }) => {
      const [result] = judged(rule, { lots })
      expect(result).toMatchObject({ status, message: expect.stringContaining(says) as string })
    },
  )

  it.each([
    { verdicts: ['fine', 'rare'], status: 'ok' },
    { verdicts: ['fine', 'never'], status: 'fail' },
    { verdicts: ['fine', 'unchecked'], status: 'not checked' },
    { verdicts: ['never', 'unchecked'], status: 'fail' },
  ] as { verdicts: Verdict[]; status: string }[])('takes $verdicts for $status', ({ verdicts, status }) => {
    const checked = verdicts.map((verdict) => ({ lot: lot('3001', 1), verdict, evidence: {} }) as unknown as CheckedLot)
    expect(judged({ 'real-colors': true }, { checked })[0]?.status).toBe(status)
  })

  it('says what it does not check, and never takes it for fine', () => {
    const profile = profileOf({ ...table({}), 'not-checked': ['stability'] }, 'c', 'c.toml')
    expect(judge(profile, submission({}))).toMatchObject([{ rule: 'stability', status: 'not checked' }])
  })

  it('knows every rule that a profile may have', () => {
    const values = { number: 1, texts: ['x'], true: true }
    for (const [name, { takes }] of Object.entries(PROFILE_RULES))
      expect(judged({ [name]: values[takes] }, {})[0]?.message, name).not.toBe('')
  })
})

function judged(rules: object, part: Partial<Submission>) {
  return judge(profileOf(table(rules), 'c', 'c.toml'), submission(part))
}

function submission(part: Partial<Submission>): Submission {
  const open = { since: 2020, over: undefined, unavailable: undefined }
  return { lots: [], checked: [], kinds: ['ldraw'], facts, ...open, ...part }
}

function table(rules: object): { [key: string]: unknown } {
  return { date: '2026-11', source: 'the club', rules }
}

function lot(part: string, quantity: number): Lot {
  return { part, color: 4, quantity }
}
