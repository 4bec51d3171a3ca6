import { describe, expect, it } from 'vitest'
import { shortened } from '../../src/commands/report-title.js'

describe('the title of a report', () => {
  it.each(['Castle', '城 レゴ 🏰'])('stays as it is where there is room: %s', (title) =>
    expect(shortened(title)).toBe(title),
  )

  it('is in one line, and short', () => {
    expect(shortened(' A\n  tower ')).toBe('A tower')
    const letters = [...shortened('🏰'.repeat(1_000_000))]
    expect(letters).toHaveLength(121)
    expect(letters.at(-1)).toBe('…')
  })
})
