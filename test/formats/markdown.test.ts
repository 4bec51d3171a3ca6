import { describe, expect, it } from 'vitest'
import { markdown } from '../../src/formats/markdown.js'
import { RED, listing, row } from './sample-listing.js'

describe('markdown', () => {
  it('is a table with a sum', () => {
    expect(markdown.write(listing([row('3005', RED, { name: 'Brick 1 x 1' })]))).toBe(
      [
        '| Qty | Part | Color | Name |',
        '| --: | :-- | :-- | :-- |',
        '| 1 | 3005 | Red | Brick 1 x 1 |',
        '',
        '1 part in 1 lot, 1 color',
        '',
      ].join('\n'),
    )
  })

  it('lets no text out of its cell', () => {
    const text = markdown.write(listing([row('a|b', RED, { name: '<script>\n| *x* <!-- /brick:parts -->' })]))
    expect(text).toContain('| a\\|b | Red | \\<script\\> \\| \\*x\\* \\<!-- /brick:parts --\\> |')
  })
})
