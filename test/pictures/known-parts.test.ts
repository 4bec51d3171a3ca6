import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addKnownParts, openKnownParts, type KnownPart, type LibraryState } from '../../src/pictures/known-parts.js'
import { openKeptFiles, type KeptFiles } from '../../src/system/kept-files.js'
import { stampOf } from '../../src/system/stamp.js'

/** A minute from now, all that was written just now has settled. */
const LATER = Date.now() + 60_000
const BRICK: KnownPart = { sum: 'abc', names: ['brick.dat', 'stud.dat', 'gone.dat'], colors: [0, 15] }
const TILE: KnownPart = { sum: 'def', names: ['tile.dat'], colors: [] }

let top = ''
let kept: KeptFiles

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-known-'))
  kept = openKeptFiles(path.join(top, 'kept'), { mostBytes: Infinity, ending: '.json' })
  for (const name of ['ldconfig.ldr', 'brick.dat', 'stud.dat', 'tile.dat']) fs.writeFileSync(file(name), `0 ${name}\n`)
})
afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

describe('known parts', () => {
  it('are found again, with the colors of the library', () => {
    learn({ brick: BRICK })
    const known = openKnownParts(kept, 'lib')
    expect(known?.find('brick')).toEqual(BRICK)
    expect(known?.find('tile')).toBeUndefined()
    expect(known?.find('constructor')).toBeUndefined()
    expect(known?.definitions).toEqual(['Red CODE 4 VALUE #B40000'])
  })

  it('say why a part cannot be drawn', () => {
    learn({ gone: { sum: 'x', names: ['gone.dat'], colors: [], why: 'missing' } })
    expect(openKnownParts(kept, 'lib')?.find('gone')?.why).toBe('missing')
  })

  it('are added to those before', () => {
    learn({ brick: BRICK })
    learn({ tile: TILE })
    const known = openKnownParts(kept, 'lib')
    expect([known?.find('brick'), known?.find('tile')]).toEqual([BRICK, TILE])
  })

  it('are of one library only', () => {
    learn({ brick: BRICK })
    expect(openKnownParts(kept, 'another')).toBeUndefined()
  })

  it('are forgotten one by one, as their files change', () => {
    learn({ brick: BRICK, tile: TILE })
    fs.appendFileSync(file('stud.dat'), '0 more\n')
    const known = openKnownParts(kept, 'lib')
    expect([known?.find('brick'), known?.find('tile')]).toEqual([undefined, TILE])
    learn({ brick: { ...BRICK, sum: 'new' } })
    expect(openKnownParts(kept, 'lib')?.find('brick')?.sum).toBe('new')
    expect(openKnownParts(kept, 'lib')?.find('tile')).toEqual(TILE)
  })

  it.each([
    ['a file comes', () => fs.writeFileSync(file('new.dat'), '')],
    ['a file goes', () => fs.rmSync(file('stud.dat'))],
    ['the colors change', () => fs.appendFileSync(file('ldconfig.ldr'), '0 more\n')],
  ])('are all forgotten when %s', (_, change) => {
    learn({ brick: BRICK })
    change()
    expect(openKnownParts(kept, 'lib')).toBeUndefined()
  })

  it('are not learned where anything may change once more and look the same', () => {
    learn({ brick: BRICK }, Date.now())
    expect(openKnownParts(kept, 'lib')).toBeUndefined()
  })
})

function file(name: string): string {
  return path.join(top, name)
}

/** What was read in a folder; the cache is elsewhere, so that the folder stands still. */
function learn(parts: Record<string, KnownPart>, since = LATER): void {
  fs.mkdirSync(path.join(top, 'kept'), { recursive: true })
  const names = ['ldconfig.ldr', 'brick.dat', 'stud.dat', 'tile.dat']
  const state: LibraryState = {
    library: 'lib',
    folders: new Map([[top, stampOf(top)]]),
    files: new Map(names.map((name) => [name, { full: file(name), stamp: stampOf(file(name)) }])),
    definitions: ['Red CODE 4 VALUE #B40000'],
  }
  addKnownParts(kept, state, new Map(Object.entries(parts)), since)
}
