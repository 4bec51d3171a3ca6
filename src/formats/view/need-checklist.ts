import { count } from '../../core/count.js'
import { groupRows } from '../../core/lists/group.js'
import { nameCell } from '../table.js'
import { markdownText } from './markdown-text.js'
import type { NeedRow } from './need-table.js'

/** What one list lacks, or all lists together. */
interface ChecklistPart {
  title: string
  /** What is there and what is missing, a sentence each. */
  sums: string[]
  /** In the order to show them. */
  rows: NeedRow[]
}

/** What is missing, to print and tick off: a box for each lot, under a heading for each color, with all sums. */
export function needChecklist(parts: readonly ChecklistPart[]): string {
  const [first] = parts
  if (parts.length === 1 && first) return partOf(first, '#')
  return parts.map((part) => partOf(part, '##')).join('\n')
}

function partOf({ title, sums, rows }: ChecklistPart, level: string): string {
  const needs = new Map(rows.map((one) => [one.row, one]))
  const groups = groupRows([...needs.keys()], 'color').map(({ title: color, rows: inColor }) => {
    const some = inColor.flatMap((row) => needs.get(row) ?? [])
    const pieces = some.reduce((sum, { buy }) => sum + buy, 0)
    const sum = `${count(pieces, 'part')} in ${count(some.length, 'lot')}`
    return `\n${level}# ${markdownText(color)}\n\n${sum}\n\n${some.map(item).join('')}`
  })
  return `${level} ${markdownText(title)}\n\n${sums.map((sum) => `${markdownText(sum)}.\n`).join('')}${groups.join('')}`
}

/** The color stands above it. */
function item({ row, buy, note }: NeedRow): string {
  const name = nameCell(row)
  const words = `${buy}x ${row.shown}${name === '' ? '' : ` ${name}`}${note === '' ? '' : ` (${note})`}`
  return `- [ ] ${markdownText(words)}\n`
}
