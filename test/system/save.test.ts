import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkSavable, saveFile } from '../../src/system/save.js'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-save-'))
  fs.writeFileSync(path.join(folder, 'old.html'), 'old')
  fs.mkdirSync(path.join(folder, 'folder.html'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

describe('whether a file can be saved', () => {
  it.each(['nowhere/page.html', 'folder.html', 'page.html/', 'old.html/page.html'])(
    'is known beforehand, in the same words: %s',
    (name) => {
      const full = path.join(folder, name)
      const said = failure(() => saveFile(full, name, 'new'))
      expect(said).toMatch(/^cannot write .+\n.+/)
      expect(failure(() => checkSavable(full, name))).toBe(said)
    },
  )

  it.each(['page.html', 'old.html', 'folder.html/page.html'])('stands in the way of nothing that can: %s', (name) => {
    const full = path.join(folder, name)
    checkSavable(full, name)
    saveFile(full, name, 'new')
    expect(fs.readFileSync(full, 'utf8')).toBe('new')
  })
})

function failure(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string }
    return `${message}\n${hint}`
  }
}
