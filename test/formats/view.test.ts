import { describe, expect, it } from 'vitest'
import { groupRows } from '../../src/core/lists/group.js'
import { csv } from '../../src/formats/csv.js'
import { json } from '../../src/formats/json.js'
import { markdown } from '../../src/formats/markdown.js'
import { table } from '../../src/formats/table.js'
import { RED, listing, row } from './sample-listing.js'

describe('text from a hostile file', () => {
  const ESCAPE = '\u001b[31m\u009b2J\u202e\u0007'
  const hostile = listing([row(`30${ESCAPE}05`, RED, { name: `Brick${ESCAPE}`, colorName: ESCAPE, places: [evil()] })])

  it.each([table, csv, markdown, json])('cannot command a terminal through $id', (view) => {
    const groups = groupRows(hostile.rows, 'model')
    for (const text of [view.write(hostile), view.write(hostile, { groups })]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }
  })

  function evil() {
    return { file: `a${ESCAPE}.ldr`, model: `m${ESCAPE}`, line: 1, quantity: 1 }
  }
})
