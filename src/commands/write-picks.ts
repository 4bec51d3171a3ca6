import type { Row } from '../core/catalog/listing.js'
import { piecesIn } from '../core/inventory.js'
import { needTotals } from '../core/lists/needed.js'
import type { Problem } from '../core/problem.js'
import { describe } from '../core/translate/describe.js'
import { pickJson, type PickedRow } from '../formats/view/pick-json.js'
import { pickCsv, pickMarkdown, pickTable } from '../formats/view/pick-table.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import { decisionsFor, type Supply } from './need-supply.js'
import { pickGroups, type PickBy, type Picked } from './pick-rows.js'

interface Flags {
  by: PickBy
  output: string
  asWritten?: boolean
  problems: Problem[]
}

/** Where to find things, for people, spreadsheets or scripts. */
export async function pickText(
  io: Io,
  format: string,
  supply: Supply,
  picked: readonly Picked[],
  flags: Flags,
): Promise<string> {
  if (format === 'json') return asJson(supply, picked, flags)
  if (format === 'csv') return pickCsv(picked)
  if (format === 'md') return pickMarkdown(pickGroups(picked, flags.by))
  return pickTable(picked, flags.output === '-' ? { paint: await paintFor(io, 'output') } : {})
}

function asJson(supply: Supply, picked: readonly Picked[], flags: Flags): string {
  const { lists, loaded, needed } = supply
  const matches = picked.flatMap(({ picking }) => picking.matches)
  const wanted = matches.map(({ need, quantity }) => ({ ...need, quantity }))
  const { rows } = describe({ system: 'ldraw', lots: wanted }, loaded.catalog, decisionsFor(flags, loaded))
  const rowOf = new Map(matches.map((match, index): [typeof match, Row | undefined] => [match, rows[index]]))
  const found = picked.map(({ picking: { place, state, source, of, matches: mine }, row }): PickedRow => {
    const uses = mine.flatMap((match) => {
      const wantedRow = rowOf.get(match)
      const { name, reason } = match.rule
      const list = lists[match.list]?.sources.join(', ') ?? ''
      return wantedRow ? [{ row: wantedRow, rule: name, reason: reason(match.need), source: list }] : []
    })
    return { row, place, state, source, of, uses }
  })
  const { missing, lots, complete } = needTotals(needed)
  return pickJson({ sources: loaded.sources, problems: flags.problems }, found, {
    totals: { parts: piecesIn(picked.map(({ row }) => row)), lots: picked.length },
    missing: { parts: missing, lots: lots - complete },
  })
}
