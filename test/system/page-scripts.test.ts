import { describe, expect, it } from 'vitest'
import { pageScripts } from '../../src/system/page-scripts.js'

describe('what runs in a report', () => {
  it.each([
    { name: 'list' as const, most: 6_000 },
    { name: 'view' as const, most: 25_000 },
  ])('is small, as each page has it: $name', ({ name, most }) => {
    const script = pageScripts()[name] ?? ''
    expect(script.length).toBeGreaterThan(1000)
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(most)
  })

  it('can stand within a page', () => {
    for (const script of Object.values(pageScripts())) expect(script).not.toMatch(/<\/script|<!--/i)
  })
})
