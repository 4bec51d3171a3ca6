import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import type { Difference } from '../core/lists/difference.js'
import type { Holding } from '../core/lists/holding.js'
import { printable } from '../core/printable.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import { sourceOf, type SyncGroup } from './sync-group.js'

/** What becomes of one group. */
export interface SyncRow {
  name: string
  state: string
  parts: number
  come: number
  go: number
}

/** All groups, those that are gone there at the end. */
export function rowsOf(title: string, groups: SyncGroup[], { come, go }: Difference): SyncRow[] {
  const rows = groups.map(({ name, state, lots }): SyncRow => {
    const isMine = ({ source }: Holding) => source === sourceOf(title, name)
    const amounts = { come: piecesIn(come.filter(isMine)), go: -piecesIn(go.filter(isMine)) }
    return { name, state, parts: piecesIn(lots), ...amounts }
  })
  const known = new Set(groups.map(({ name }) => sourceOf(title, name)))
  const others = [...new Set(go.map(({ source }) => source))].filter((source) => !known.has(source))
  const gone = others.map((source): SyncRow => {
    const all = piecesIn(go.filter((one) => one.source === source))
    return { name: source.slice(title.length + 2), state: 'gone', parts: 0, come: 0, go: -all }
  })
  return [...rows, ...gone]
}

/** The plan, for a person. */
export function planText({ title, groups, unknown }: Told, difference: Difference): string {
  const rows = rowsOf(title, groups, difference).map(({ name, state, parts, come, go }) => {
    const changes = [come > 0 ? `+${come}` : '', go > 0 ? `-${go}` : ''].filter((text) => text !== '')
    return [printable(name), state, `${parts} parts`, changes.length === 0 ? 'as it was' : changes.join(' ')]
  })
  if (rows.length === 0) return `${title}: ${unknown === 0 ? 'no lists and no sets' : leftOut(unknown)}\n`
  const [a = 0, b = 0, c = 0] = columnWidths(rows)
  const lines = rows.map(([name = '', state = '', parts = '', changes = '']) => {
    return `  ${pad(name, a)}  ${pad(state, b)}  ${pad(parts, c, 'left')}  ${changes}`
  })
  if (unknown > 0) lines.push(`  and ${leftOut(unknown)}`)
  return `${title}\n${lines.join('\n')}\n`
}

interface Told {
  title: string
  groups: SyncGroup[]
  /** Sets that nothing is known of. */
  unknown: number
}

function leftOut(sets: number): string {
  return `${count(sets, 'set')} that the catalog does not know, left out`
}
