import { describe } from '../core/translate/describe.js'
import { sortRows } from '../core/lists/arrange.js'
import { needTotals, type NeededLot } from '../core/lists/needed.js'
import type { Row } from '../core/catalog/listing.js'
import { needJson, type MatchRow, type NeedLotRow } from '../formats/view/need-json.js'
import { needChecklist } from '../formats/view/need-checklist.js'
import { needTable, type NeedRow } from '../formats/view/need-table.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import { catalogOf, listingOf } from './listing.js'
import { nearNotes } from './need-notes.js'
import { decisionsFor, type NeedFlags, type Supply } from './need-supply.js'
import { explainLines, haveLines, haveWords, missingLine, shareLines } from './need-words.js'
import { saveList } from './save-list.js'
import type { Target } from './target.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'
import { refuseWishes } from './wishes.js'

/** Writes what is there and what is missing, for people or for scripts, and tells what was wrong with the lists. */
export async function writeNeed(io: Io, target: Target, supply: Supply, flags: NeedFlags): Promise<void> {
  refuseWishes(target.name, [], flags)
  const { loaded, needed } = supply
  const asWritten = flags.asWritten === true
  const inventory = { system: 'ldraw' as const, lots: needed.map(({ lot }) => lot) }
  const isJson = target.name === 'json'
  const shown = isJson ? needed : needed.filter(({ missing }) => missing > 0)
  const missing = new Set(isJson ? [] : shown.map(({ lot }) => lot))
  const { rows, problems } = describe(inventory, loaded.catalog, decisionsFor(flags, loaded), {
    statuses: loaded.statuses,
    // People are shown what is missing only.
    ...(isJson ? { elements: true } : { only: (lot) => missing.has(lot) }),
  })
  const listing = listingOf({ ...loaded, inventory: { system: 'ldraw', lots: [] } }, { asWritten })
  const decided = verdict([...listing.problems, ...problems], flags, { isEmpty: needed.length === 0 })
  const lots = new Map<Row, NeededLot>()
  rows.forEach((row, index) => {
    const lot = shown[index]
    if (lot) lots.set(row, lot)
  })
  const sorted = sortRows(rows).flatMap((row) => {
    const lot = lots.get(row)
    return lot ? [{ row, needed: lot }] : []
  })
  if (isWritten(decided)) {
    const text = isJson
      ? needAsJson(supply, sorted, { ...listing, problems: decided.problems }, flags)
      : target.name === 'md'
        ? needAsChecklist(supply, sorted, flags)
        : await needAsText(io, supply, sorted, flags)
    saveList(io, [text], flags.output, loaded.files)
  }
  await tellVerdict(io, decided, flags)
}

const HOW = '; -o missing.xml makes a wanted list of them'

interface Entry {
  row: Row
  needed: NeededLot
}

async function needAsText(io: Io, supply: Supply, entries: Entry[], flags: NeedFlags): Promise<string> {
  const { needed, loaded, lists } = supply
  const rowsOf = missingRows(supply, entries)
  const isShown = flags.output === '-'
  const paint = isShown ? { paint: await paintFor(io, 'output') } : {}
  const style = { ...paint, ...(isShown && io.terminal.output && { columns: io.terminal.columns }) }
  const head = [
    ...haveLines(needed, loaded.catalog),
    ...(flags.by === undefined ? shareLines(needed, loaded.sources) : []),
    ...(flags.explain ? explainLines(supply) : []),
    `${missingLine(needed)}${needed.some(({ missing }) => missing > 0) ? HOW : ''}`,
  ]
  const tables = flags.by === undefined ? [needTable(rowsOf(), style)] : lists.map(ofList)
  return `${head.join('\n')}\n${tables.join('')}`

  function ofList({ sources }: { sources: string[] }, list: number): string {
    const title = `${sources.map(printable).join(', ')}: ${haveWords(needTotals(needed, list))}`
    return `\n${title}\n${needTable(rowsOf(list), style)}`
  }
}

function needAsChecklist(supply: Supply, entries: Entry[], { by }: NeedFlags): string {
  const { needed, lists, loaded } = supply
  const rowsOf = missingRows(supply, entries)
  const parts = by === undefined ? [{ sources: loaded.sources, list: undefined }] : lists.map(ofList)
  return needChecklist(
    parts.map(({ sources, list }) => {
      const sums = [missingLine(needed, list), `Have ${haveWords(needTotals(needed, list))}`]
      return { title: sources.join(', '), sums, rows: rowsOf(list) }
    }),
  )

  function ofList({ sources }: { sources: string[] }, list: number) {
    return { sources, list }
  }
}

/** The lots that are not all there, of all lists or of one, with what else is known of them. */
function missingRows(supply: Supply, entries: Entry[]): (list?: number) => NeedRow[] {
  const missing = entries.map(({ needed }) => needed).filter((one) => one.missing > 0)
  const notes = nearNotes(missing, supply)
  return (list) => {
    return entries.flatMap(({ row, needed: one }) => {
      const share = list === undefined ? { needed: one.lot.quantity, missing: one.missing } : one.shares[list]
      if (!share || share.missing === 0) return []
      return { row, buy: share.missing, need: share.needed, note: notes.get(one) ?? '' }
    })
  }
}

function needAsJson(
  supply: Supply,
  entries: Entry[],
  listing: Parameters<typeof needJson>[0],
  flags: NeedFlags,
): string {
  const { needed, loaded, whereabouts } = supply
  const matches = needed.flatMap((one) => one.matches)
  const own = matches.map((match) => ({ ...match.own, quantity: match.quantity }))
  const described = describe({ system: 'ldraw', lots: own }, loaded.catalog, decisionsFor(flags, loaded)).rows
  const ownRows = new Map(matches.map((match, index) => [match, described[index]]))
  const lots = entries.map(({ row, needed: one }): NeedLotRow => {
    return {
      row,
      missing: one.missing,
      matches: one.matches.flatMap((match): MatchRow[] => {
        const ownRow = ownRows.get(match)
        const { place = '', state = 'loose', source = '' } = whereabouts().get(match.own) ?? {}
        const { name, reason } = match.rule
        return ownRow ? [{ row: ownRow, rule: name, reason: reason(match.need), where: { place, state, source } }] : []
      }),
      shares: one.shares.map(({ needed: need, missing }, list) => {
        return { source: loaded.sources[list] ?? '', need, have: need - missing, missing }
      }),
    }
  })
  const rules: Record<string, number> = {}
  for (const { rule, quantity } of matches) rules[rule.name] = (rules[rule.name] ?? 0) + quantity
  const sources = loaded.sources.map((source, list) => ({ source, ...needTotals(needed, list) }))
  return needJson(listing, lots, {
    catalog: catalogOf(loaded),
    need: { ...needTotals(needed), rules, sources },
  })
}
