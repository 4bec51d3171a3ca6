import { totals, totalsInWords } from '../core/catalog/totals.js'
import { lostFields } from '../core/fields.js'
import type { View } from '../formats/view.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import type { Draft, FinishOptions } from './draft.js'
import { catalogOf, listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { placedRows } from './placed-rows.js'
import { tellUnresolved } from './tell-unresolved.js'
import { saveList } from './save-list.js'
import { saveUnresolved, unresolvedFile } from './save-unresolved.js'
import { isWritten, verdict } from './verdict.js'
import type { WriteFlags } from './write-list.js'

/** All that is known of the lots, in every id system; most views have a place for all of them. */
export function draftOfView(io: Io, view: View, loaded: Loaded, flags: WriteFlags): Draft {
  const { output, brief } = flags
  const { catalog, files } = loaded
  const isTable = view.id === 'table'
  const asWritten = flags.asWritten === true
  const all = listingOf(loaded, { elements: !isTable, asWritten })
  const { rows, unresolved } = placedRows(view, all.rows, loaded, { asWritten })
  const lost = view.holds ? lostFields(loaded.inventory.lots, view.holds, view.title) : []
  const outcome = { isEmpty: rows.length === 0, unresolved: unresolved.length }
  const decided = verdict([...all.problems, ...lost], flags, outcome)
  return { verdict: decided, finish }

  async function finish({ isRefused = false, isDetailed = false }: FinishOptions = {}): Promise<void> {
    const isShown = !isRefused && isWritten(decided)
    const missing = isShown && view.lacks ? unresolvedFile(io, output, files) : undefined
    if (isShown) {
      const toTerminal = output === '-' && isTable
      const paint = toTerminal ? { paint: await paintFor(io, 'output') } : {}
      const columns = toTerminal && io.terminal.output ? { columns: io.terminal.columns } : {}
      const listing = { ...all, rows, problems: decided.problems }
      saveList(io, [view.write(listing, { catalog: catalogOf(loaded), ...paint, ...columns })], output, files)
    }
    await saveUnresolved(io, unresolved, missing)
    const name = output === '-' || !brief ? '' : `${output}: `
    // Of many files, one that is not written is not there to have anything in it.
    if (!brief || isShown) io.say(`${name}${totalsInWords(totals(rows))}`)
    const inBrief = brief && !isDetailed ? { brief, ...(!isShown && { of: output }) } : {}
    tellUnresolved(io, unresolved, { catalog, file: missing, ...inBrief })
  }
}
