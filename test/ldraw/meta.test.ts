import { describe, expect, it } from 'vitest'
import { parseHeader, parseMeta, parseQualifier } from '../../src/ldraw/meta.js'

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

describe('parseHeader', () => {
  it.each([
    ['!LDRAW_ORG Part UPDATE 2020-01', 'part'],
    ['!LDRAW_ORG Unofficial_Part', 'part'],
    ['!LDRAW_ORG UNOFFICIAL Part', 'part'],
    ['LDRAW_ORG Unofficial Shortcut', 'shortcut'],
    ['!LDRAW_ORG Unofficial_48_Primitive', 'primitive'],
    ['!LDRAW_ORG Subpart', 'subpart'],
    ['!LDRAW_ORG Configuration UPDATE 2020-01', 'model'],
    ['Unofficial Sub-Part', 'subpart'],
    ['Original LDraw Part - LDraw beta 0.27', 'part'],
    ['Official LCAD update 99-01', 'part'],
    ['Custom Part', 'part'],
    ['Partly red', undefined],
    ['Official parts list', undefined],
    ['!LDRAW_ORG Whatever', undefined],
  ])('%s: %s', (text, kind) => {
    expect(parseHeader(text)).toBe(kind)
  })

  it.each([
    ['!LDRAW_ORG Part Alias', 'alias'],
    ['!LDRAW_ORG Shortcut Physical_Colour UPDATE 2019-02', 'physical'],
    ['!LDRAW_ORG Part Flexible_Section', 'flexible'],
    ['!LDRAW_ORG Part', undefined],
  ])('the qualifier of %s is %s', (text, qualifier) => {
    expect(parseQualifier(text)).toBe(qualifier)
  })
})
