import { describe, expect, it } from 'vitest'
import { needChecklist } from '../../../src/formats/view/need-checklist.js'
import type { NeedRow } from '../../../src/formats/view/need-table.js'
import { BLACK, RED, row } from '../sample-listing.js'

describe('needChecklist', () => {
  it('has a box for each lot, under its color, and all sums', () => {
    const rows = [needed('3005', RED, 2), needed('3004', BLACK, 3), needed('3003', RED, 4, 'you own 9 in Black')]
    expect(needChecklist([{ title: 'castle.io', sums: ['Missing 9 parts in 3 lots'], rows }])).toBe(`# castle.io

Missing 9 parts in 3 lots.

## Black

3 parts in 1 lot

- [ ] 3x 3004 Brick

## Red

6 parts in 2 lots

- [ ] 4x 3003 Brick (you own 9 in Black)
- [ ] 2x 3005 Brick
`)
  })

  it('has a heading for each list where there are several', () => {
    const list = (title: string) => ({ title, sums: ['Nothing is missing'], rows: [] })
    const text = needChecklist([list('a.ldr'), list('b.ldr')])
    expect(text).toBe('## a.ldr\n\nNothing is missing.\n\n## b.ldr\n\nNothing is missing.\n')
  })

  it('shows what means something in Markdown as it is', () => {
    const rows = [needed('3005_[x]', RED, 1, '<b>\n# no')]
    const text = needChecklist([{ title: 'castle*2', sums: [], rows }])
    expect(text).toContain('# castle\\*2\n')
    expect(text).toMatch(/^- \[ \] 1x 3005\\_\\\[x\\\] Brick \(\\<b\\>.*\\# no\)$/m)
  })
})

function needed(part: string, color: typeof RED, buy: number, note = ''): NeedRow {
  return { row: row(part, color, { name: 'Brick', quantity: 10 }), buy, need: 10, note }
}
