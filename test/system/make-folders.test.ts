import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolders } from '../../src/system/make-folders.js'

let home: string

beforeEach(() => {
  home = fs.mkdtempSync(path.join(tmpdir(), 'brick-folders-'))
})
afterEach(() => fs.rmSync(home, { recursive: true, force: true }))

describe('makeFolders', () => {
  it('makes all that are missing, and leaves those that are there', () => {
    const inner = path.join(home, 'a', 'b', 'c')
    makeFolders(inner)
    fs.writeFileSync(path.join(inner, 'file'), '')
    makeFolders(inner)
    expect(fs.readdirSync(inner)).toEqual(['file'])
  })

  it.skipIf(process.platform === 'win32')('makes them for the eyes that it is told', () => {
    const inner = path.join(home, 'a', 'b')
    makeFolders(inner, 0o700)
    for (const folder of [inner, path.dirname(inner)]) expect(fs.statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('follows links', () => {
    fs.mkdirSync(path.join(home, 'far'))
    fs.symlinkSync(path.join(home, 'far'), path.join(home, 'near'))
    makeFolders(path.join(home, 'near', 'a'))
    expect(fs.readdirSync(path.join(home, 'far'))).toEqual(['a'])
  })

  it('does not take a file for one', () => {
    fs.writeFileSync(path.join(home, 'file'), '')
    expect(() => makeFolders(path.join(home, 'file'))).toThrow('EEXIST')
    for (const name of ['file/a', 'file/a/b']) expect(() => makeFolders(path.join(home, name))).toThrow('ENOTDIR')
  })

  it.skipIf(!fs.existsSync('/proc/self'))('comes to an end where there can be none', () => {
    expect(() => makeFolders('/proc/brick/cache')).toThrow('ENOENT')
  })
})
