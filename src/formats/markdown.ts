import type { Row } from '../core/catalog/listing.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import { nameCell } from './table.js'
import type { View } from './view.js'
import { markdownText } from './view/markdown-text.js'

/** A table for pages that people write. Columns are not aligned, so that a changed lot changes one line. */
export const markdown: View = {
  id: 'md',
  title: 'Markdown table',

  write({ rows }, { groups = [] } = {}) {
    const sum = `${totalsInWords(totals(rows))}\n`
    if (groups.length === 0) return `${tableOf(rows)}\n${sum}`
    const blocks = groups.map(({ title, rows: inGroup }) => {
      return `### ${markdownText(title)}\n\n${totalsInWords(totals(inGroup))}\n\n${tableOf(inGroup)}\n`
    })
    return `${blocks.join('')}${sum}`
  },
}

function tableOf(rows: Row[]): string {
  const lines = rows.map((row) => {
    return `| ${row.quantity} | ${markdownText(row.shown)} | ${markdownText(row.colorName)} | ${markdownText(nameCell(row))} |\n`
  })
  return `| Qty | Part | Color | Name |\n| --: | :-- | :-- | :-- |\n${lines.join('')}`
}
