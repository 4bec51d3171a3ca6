import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearKept, clearOldKept, keptAmount } from '../../src/system/kept-contents.js'
import { openKeptFiles } from '../../src/system/kept-files.js'

const OPTIONS = { mostBytes: 1e9, ending: '.png' }
const VERSION = '0123456789abcdef'

let top = ''

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-kept-'))
})
afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

describe('openKeptFiles', () => {
  it('gives back what it keeps, also to others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(65_535), (bytes, mark) => {
        open().keep(key('one'), { bytes, mark })
        expect(open().find(key('one'))).toEqual({ bytes, mark })
      }),
      { numRuns: 30 },
    )
    expect(open().find(key('two'))).toBeUndefined()
    expect(open().trouble()).toBeUndefined()
  })

  it('gives nothing of a file with any other byte, or cut off anywhere', () => {
    open().keep(key('one'), { bytes: Uint8Array.from({ length: 50 }, (_, i) => i), mark: 3 })
    const [file = ''] = files()
    const whole = fs.readFileSync(file)
    for (let at = 0; at < whole.length; at++) {
      const spoiled = Buffer.from(whole)
      spoiled[at] = (spoiled[at] ?? 0) ^ 16
      fs.writeFileSync(file, spoiled)
      expect(open().find(key('one'))).toBeUndefined()
      fs.writeFileSync(file, whole.subarray(0, at))
      expect(open().find(key('one'))).toBeUndefined()
    }
  })

  it('says why it can keep nothing, and goes on', () => {
    fs.writeFileSync(path.join(top, VERSION), 'a file, and no folder')
    const kept = open()
    kept.keep(key('one'), { bytes: new Uint8Array(3), mark: 0 })
    expect(kept.trouble()).toBe('a part of the path is not a folder')
    expect(kept.find(key('one'))).toBeUndefined()
  })

  it('lets the oldest go when there is too much', () => {
    const kept = openKeptFiles(path.join(top, VERSION), { mostBytes: 16 * 400_000, ending: '.png' })
    const names = Array.from({ length: 400 }, (_, i) => `a${key(String(i)).slice(1)}`)
    for (const [index, name] of names.entries()) {
      kept.keep(name, { bytes: new Uint8Array(1000), mark: 0 })
      const [time, file] = [1_700_000_000 + index, path.join(top, VERSION, 'a', `${name}.png`)]
      fs.utimesSync(file, time, time)
    }
    const left = names.map((name) => kept.find(name) !== undefined)
    expect(left.filter(Boolean).length).toBeLessThan(170)
    expect(left.lastIndexOf(false)).toBeLessThan(left.indexOf(true))
  })
})

describe('clearKept', () => {
  it('removes all that is kept, and says how much', () => {
    for (const name of ['a', 'b', 'c']) open().keep(key(name), { bytes: new Uint8Array(91), mark: 0 })
    expect(keptAmount(top)).toEqual({ files: 3, bytes: 300 })
    expect(clearKept(top)).toEqual({ files: 3, bytes: 300 })
    expect(fs.existsSync(top)).toBe(false)
    expect(clearKept(top)).toEqual({ files: 0, bytes: 0 })
  })

  it('leaves what is not its own', () => {
    const own = ['holiday.png', `${VERSION}/me.png`, `${VERSION}/a/me.png`, `2024/${key('x')}.png`, `${key('y')}.png`]
    for (const name of own) {
      fs.mkdirSync(path.dirname(path.join(top, name)), { recursive: true })
      fs.writeFileSync(path.join(top, name), 'mine')
    }
    open().keep(key('one'), { bytes: new Uint8Array(3), mark: 0 })
    expect(clearKept(top).files).toBe(1)
    expect(
      files()
        .map((file) => path.relative(top, file))
        .sort(),
    ).toEqual(own.sort())
  })

  it('takes away what other versions left long ago', () => {
    for (const version of [VERSION, 'fedcba9876543210', 'ffffffffffffffff'])
      openKeptFiles(path.join(top, version), OPTIONS).keep(key('one'), { bytes: new Uint8Array(3), mark: 0 })
    for (const old of [VERSION, 'fedcba9876543210']) fs.utimesSync(path.join(top, old), 1e9, 1e9)
    clearOldKept(top, VERSION)
    expect(fs.readdirSync(top).sort()).toEqual([VERSION, 'ffffffffffffffff'])
  })
})

function open() {
  return openKeptFiles(path.join(top, VERSION), OPTIONS)
}

function key(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

function files(): string[] {
  return fs
    .readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
