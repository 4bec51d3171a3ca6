import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { oneAtATime } from '../../src/system/one-at-a-time.js'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-turn-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const file = () => path.join(folder, 'new', 'count')

it('loses nothing of what many write at once, and leaves nothing behind', async () => {
  const add = async () => {
    const before = fs.existsSync(file()) ? Number(fs.readFileSync(file(), 'utf8')) : 0
    await setTimeout(1)
    fs.writeFileSync(file(), String(before + 1))
  }
  await Promise.all(Array.from({ length: 8 }, () => oneAtATime(file(), add)))
  expect(fs.readFileSync(file(), 'utf8')).toBe('8')
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['count'])
})

it('goes on after somebody who died', async () => {
  fs.mkdirSync(path.dirname(file()))
  fs.writeFileSync(path.join(path.dirname(file()), '.count.turn'), '')
  expect(await oneAtATime(file(), () => Promise.resolve('done'), { patience: 40 })).toBe('done')
})

it('gives the turn on after work that failed', async () => {
  await expect(oneAtATime(file(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await oneAtATime(file(), () => Promise.resolve('done'))).toBe('done')
})

it('lets work say itself that nothing can be written there', async () => {
  fs.writeFileSync(path.join(folder, 'new'), 'a file')
  expect(await oneAtATime(file(), () => Promise.resolve('done'))).toBe('done')
})
