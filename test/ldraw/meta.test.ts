import { describe, expect, it } from 'vitest'
import { parseMeta } from '../../src/ldraw/meta.js'

describe('parseMeta', () => {
  it.each([
    ['BUFEXCHG a STORE', { type: 'store', buffer: 'A' }],
    ['BUFEXCHG A RETRIEVE', { type: 'retrieve', buffer: 'A' }],
    ['!LPUB PLI BEGIN IGN', { type: 'ignore-begin', of: 'PLI' }],
    ['LPUB PART BEGIN IGN', { type: 'ignore-begin', of: 'PART' }],
    ['!LPUB LOCAL PLI END', { type: 'range-end', of: 'PLI' }],
    ['!LPUB PLI BEGIN SUB 3003.dat 14', { type: 'substitute', part: '3003.dat', color: 14 }],
    ['!LPUB PLI BEGIN SUB 3003.dat', { type: 'substitute', part: '3003.dat', color: undefined }],
    ['!LPUB PLI BEGIN SUB "my part.dat" 0x2112233', { type: 'substitute', part: 'my part.dat', color: 0x2112233 }],
    ['!LPUB BUILD_MOD BEGIN "a b"', { type: 'mod-begin', key: 'a b' }],
    ['!LPUB BUILD_MOD END_MOD', { type: 'mod-original' }],
    ['!LPUB BUILD_MOD END', { type: 'mod-end' }],
    ['!LPUB BUILD_MOD REMOVE "a b"', { type: 'mod-remove', key: 'a b' }],
    ['!LPUB BUILD_MOD APPLY GLOBAL "a b"', { type: 'mod-apply', key: 'a b' }],
    ['SYNTH BEGIN HOSE 16', { type: 'synth-begin', name: 'HOSE', color: 16 }],
    ['SYNTH END', { type: 'synth-end' }],
    ['SYNTHESIZED BEGIN', { type: 'synthesized-begin' }],
    ['SYNTH SYNTHESIZED END', { type: 'synthesized-end' }],
    ['MLCAD RUBBER_BELT 4 1 2', { type: 'generator', name: 'RUBBER_BELT', color: 4 }],
    ['MLCAD SKIP_BEGIN', { type: 'skip-begin' }],
    ['!TEXMAP FALLBACK', { type: 'texture-fallback' }],
  ])('%s', (text, meta) => {
    expect(parseMeta(text)).toEqual(meta)
  })

  it.each([
    ['BUFEXCHG A'],
    ['bufexchg A STORE'],
    ['!LPUB PLI BEGIN SUB'],
    ['!LPUB PLI CONSTRAIN AREA'],
    ['SYNTH SHOW'],
    ['MLCAD BTG x'],
    ['!LDCAD GROUP_DEF [x]'],
    ['STEP'],
  ])('%s changes nothing', (text) => {
    expect(parseMeta(text)).toBeUndefined()
  })
})
