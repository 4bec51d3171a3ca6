import { describe } from '../core/translate/describe.js'
import { sortRows } from '../core/lists/arrange.js'
import { needTotals, type NeededLot } from '../core/lists/needed.js'
import type { Row } from '../core/catalog/listing.js'
import { needJson, type MatchRow, type NeedLotRow } from '../formats/view/need-json.js'
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
import { isWritten, reportVerdict, verdict } from './verdict.js'
import { refuseWishes } from './wishes.js'

/** Writes what is there and what is missing, for people or for scripts, and tells what was wrong with the lists. */
export async function writeNeed(io: Io, target: Target, supply: Supply, flags: NeedFlags): Promise<void> {
  refuseWishes(target.name, [], flags)
  const { loaded, needed } = supply
  const asWritten = flags.asWritten === true
  const inventory = { system: 'ldraw' as const, lots: needed.map(({ lot }) => lot) }
  const isJson = target.name === 'json'
  const { rows, problems } = describe(inventory, loaded.catalog, decisionsFor(flags, loaded), {
    statuses: loaded.statuses,
    ...(isJson && { elements: true }),
  })
  const listing = listingOf({ ...loaded, inventory: { system: 'ldraw', lots: [] } }, { asWritten })
  const decided = verdict([...listing.problems, ...problems], flags, { isEmpty: rows.length === 0 })
  const lots = new Map(rows.map((row, index): [Row, NeededLot | undefined] => [row, needed[index]]))
  const sorted = sortRows(rows).flatMap((row) => {
    const lot = lots.get(row)
    return lot ? [{ row, needed: lot }] : []
  })
  if (isWritten(decided)) {
    const text = isJson
      ? needAsJson(supply, sorted, { ...listing, problems: decided.problems }, flags)
      : await needAsText(io, supply, sorted, flags)
    saveList(io, [text], flags.output, loaded.files)
  }
  await reportVerdict(io, decided, flags)
}

const HOW = '; -o missing.xml makes a wanted list of them'

interface Entry {
  row: Row
  needed: NeededLot
}

async function needAsText(io: Io, supply: Supply, entries: Entry[], flags: NeedFlags): Promise<string> {
  const { needed, loaded, lists } = supply
  const missing = entries.filter((entry) => entry.needed.missing > 0)
  const notes = nearNotes(
    missing.map((entry) => entry.needed),
    supply,
  )
  const isShown = flags.output === '-'
  const paint = isShown ? { paint: await paintFor(io, 'output') } : {}
  const style = { ...paint, ...(isShown && io.terminal.output && { columns: io.terminal.columns }) }
  const isMissing = missing.length > 0
  const head = [
    ...haveLines(needed, loaded.catalog),
    ...(flags.by === undefined ? shareLines(needed, loaded.sources) : []),
    ...(flags.explain ? explainLines(supply) : []),
    `${missingLine(needed)}${isMissing ? HOW : ''}`,
  ]
  const tables =
    flags.by === undefined
      ? [
          needTable(
            missing.map((entry) => rowOf(entry)),
            style,
          ),
        ]
      : lists.map(ofList)
  return `${head.join('\n')}\n${tables.join('')}`

  function ofList({ sources }: { sources: string[] }, list: number): string {
    const title = `${sources.map(printable).join(', ')}: ${haveWords(needTotals(needed, list))}`
    const mine = missing.filter((entry) => (entry.needed.shares[list]?.missing ?? 0) > 0)
    return `\n${title}\n${needTable(
      mine.map((entry) => rowOf(entry, list)),
      style,
    )}`
  }

  function rowOf({ row, needed: one }: Entry, list?: number): NeedRow {
    const share = list === undefined ? { needed: one.lot.quantity, missing: one.missing } : one.shares[list]
    return { row, buy: share?.missing ?? 0, need: share?.needed ?? 0, note: notes.get(one) ?? '' }
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
        const { place = '', state = 'loose', source = '' } = whereabouts.get(match.own) ?? {}
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
