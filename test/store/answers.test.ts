import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openAnswers, type AnswersFile } from '../../src/store/answers.js'

const folders: string[] = []
const open: AnswersFile[] = []

afterEach(() => {
  for (const answers of open.splice(0)) answers.close()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('answers', () => {
  it('come back as they were, after the file was closed too', async () => {
    const file = place()
    const answers = await answersIn(file)
    const later = await answersIn(file)
    const text = fc.string({ unit: 'binary', maxLength: 3000 })
    fc.assert(
      fc.property(fc.option(text, { nil: undefined }), fc.string(), (text, key) => {
        const answer = { fetchedAt: NOW, status: 200, text: text && Buffer.from(text).toString() }
        answers.keep(key, 'shop', answer)
        expect(later.find(key)).toEqual(answer)
        expect(later.findAll([key, 'other']).get(key)).toEqual(answer)
        expect(later.ages([key, 'other']).get(key)).toEqual({ fetchedAt: NOW, isAbsent: text === undefined })
      }),
    )
  })

  it('are not there where none was kept', async () => {
    const answers = await answersIn(place())
    expect([answers.find('a'), answers.findAll(['a']).size]).toEqual([undefined, 0])
    expect([answers.find('a'), answers.ages(['a']).size, answers.contents()]).toEqual([undefined, 0, []])
  })

  it('take the place of earlier ones', async () => {
    const answers = await answersIn(place())
    answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: 'old' })
    answers.keep('a', 'shop', { fetchedAt: NOW + 1, status: 404, text: undefined })
    expect(answers.find('a')).toEqual({ fetchedAt: NOW + 1, status: 404, text: undefined })
  })

  it('are packed where they are large', async () => {
    const answers = await answersIn(place())
    answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: '{"unit_price":"0.0500"},'.repeat(1000) })
    expect(answers.contents()[0]?.bytes).toBeLessThan(1000)
  })

  it('are told of, and forgotten, by service', async () => {
    const answers = await answersIn(place())
    answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: '12345' })
    answers.keep('b', 'shop', { fetchedAt: NOW + 5, status: 200, text: undefined })
    answers.keep('c', 'owl', { fetchedAt: NOW, status: 200, text: '' })
    expect(answers.contents()).toEqual([
      { service: 'owl', count: 1, bytes: 0, oldest: NOW, newest: NOW },
      { service: 'shop', count: 2, bytes: 5, oldest: NOW, newest: NOW + 5 },
    ])
    expect(answers.clear('shop')).toBe(2)
    expect(answers.contents()).toHaveLength(1)
    expect(answers.clear()).toBe(1)
  })

  it('are forgotten after ninety days', async () => {
    const file = place()
    const answers = await answersIn(file)
    answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: 'a' })
    answers.keep('b', 'shop', { fetchedAt: NOW + 1, status: 200, text: 'b' })
    const later = await answersIn(file, { now: NOW + 90 * 86_400_000 + 1 })
    expect([later.find('a'), later.find('b')?.text]).toEqual([undefined, 'b'])
  })

  it('are forgotten, the oldest first, where they take too much', async () => {
    const file = place()
    const answers = await answersIn(file)
    for (let day = 0; day < 10; day++) {
      answers.keep(`${day}`, 'shop', { fetchedAt: NOW + day, status: 200, text: noise(40_000) })
    }
    const mostBytes = Math.round((answers.contents()[0]?.bytes ?? 0) * 0.8)
    const later = await answersIn(file, { now: NOW, mostBytes })
    expect(Array.from({ length: 10 }, (_, day) => later.ages([`${day}`]).size === 1)).toEqual([
      ...Array(5).fill(false),
      ...Array(5).fill(true),
    ])
    // What is left fits now, and stays.
    expect((await answersIn(file, { now: NOW, mostBytes })).contents()[0]?.count).toBe(5)
  })

  it.each([
    { title: 'is damaged', content: 'no database at all, but long enough to be taken for one'.repeat(100) },
    { title: 'is empty', content: '' },
  ])('begin anew where the file $title', async ({ content }) => {
    const file = place()
    fs.writeFileSync(file, content)
    const answers = await answersIn(file)
    answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: 'a' })
    expect(answers.find('a')?.text).toBe('a')
  })

  it.skipIf(process.platform === 'win32')(
    'are for their owner only, also where the file was open to others',
    async () => {
      const file = place()
      ;(await answersIn(file)).close()
      open.pop()
      fs.chmodSync(file, 0o644)
      const answers = await answersIn(file)
      answers.keep('a', 'shop', { fetchedAt: NOW, status: 200, text: 'a' })
      const names = fs.readdirSync(path.dirname(file))
      expect(names.map((name) => fs.statSync(path.join(path.dirname(file), name)).mode & 0o077)).toEqual(
        names.map(() => 0),
      )
    },
  )
})

const NOW = Date.parse('2026-03-01T12:00:00Z')

/** Text that does not shrink. */
function noise(length: number): string {
  let state = length
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return String.fromCharCode(33 + ((state >> 16) % 90))
  }).join('')
}

async function answersIn(
  file: string,
  options = { now: NOW } as Parameters<typeof openAnswers>[1],
): Promise<AnswersFile> {
  const answers = await openAnswers(file, options)
  open.push(answers)
  return answers
}

function place(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-answers-'))
  folders.push(folder)
  return path.join(folder, 'answers.db')
}
