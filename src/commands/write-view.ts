import { totals, totalsInWords } from '../core/catalog/totals.js'
import { lostFields } from '../core/fields.js'
import type { View } from '../formats/view.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import type { Draft, FinishOptions } from './draft.js'
import { catalogOf, listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { saveList } from './save-list.js'
import { isWritten, verdict } from './verdict.js'
import type { WriteFlags } from './write-list.js'

/** All that is known of the lots, in every id system, so that nothing can be missing. */
export function draftOfView(io: Io, view: View, loaded: Loaded, flags: WriteFlags): Draft {
  const { output, brief } = flags
  const isTable = view.id === 'table'
  const all = listingOf(loaded, { elements: !isTable, asWritten: flags.asWritten === true })
  const lost = view.holds ? lostFields(loaded.inventory.lots, view.holds, view.title) : []
  const decided = verdict([...all.problems, ...lost], flags, { isEmpty: all.rows.length === 0 })
  return { verdict: decided, finish }

  async function finish({ isRefused = false }: FinishOptions = {}): Promise<void> {
    const isShown = !isRefused && isWritten(decided)
    if (isShown) {
      const toTerminal = output === '-' && isTable
      const paint = toTerminal ? { paint: await paintFor(io, 'output') } : {}
      const columns = toTerminal && io.terminal.output ? { columns: io.terminal.columns } : {}
      const listing = { ...all, problems: decided.problems }
      saveList(io, [view.write(listing, { catalog: catalogOf(loaded), ...paint, ...columns })], output, loaded.files)
    }
    // Of many files, one that is not written is not there to have anything in it.
    if (brief && !isShown) return
    const name = output === '-' || !brief ? '' : `${output}: `
    io.say(`${name}${totalsInWords(totals(all.rows))}`)
  }
}
