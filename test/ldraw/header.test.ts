import { describe, expect, it } from 'vitest'
import { parseHeader, parseQualifier } from '../../src/ldraw/header.js'

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
