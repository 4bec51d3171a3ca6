import { BrickError } from '../core/error.js'
import { swapLots } from '../core/lists/swap-lots.js'
import type { Swap } from '../core/trade/swaps.js'
import { parseDecisions } from '../system/brick-toml.js'
import { withRows, type TomlRow } from '../system/brick-toml-write.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import { reasonOf } from './swap-answer.js'

/**
 * The swaps that the user names by their numbers, counted from 1; of `all`, for each lot the one that saves most.
 * @throws {BrickError} when there is none of that number, or two say different things of the same lot.
 */
export function chosenSwaps(swaps: readonly Swap[], words: readonly string[]): Swap[] {
  const named = words.length === 0 ? [''] : words
  const best = swaps.filter(({ insteadOf }) => !insteadOf)
  const chosen = new Set(named.flatMap((word) => (word === 'all' ? best : numbered(word))))
  const said = new Map<string, Swap>()
  for (const swap of chosen)
    for (const { key, value } of swap.rows) {
      const other = said.get(key)
      if (other && other.rows.some((row) => row.key === key && row.value !== value))
        throw contradiction(other, swap, key)
      said.set(key, swap)
    }
  return swaps.filter((swap) => chosen.has(swap))

  function numbered(word: string): Swap {
    const swap = /^[1-9]\d{0,8}$/.test(word) ? swaps[Number(word) - 1] : undefined
    if (swap) return swap
    throw new BrickError(`--apply ${word}: there is no such swap`, {
      hint: swaps.length === 0 ? 'there is none at all' : `take numbers from 1 to ${swaps.length}, or all`,
    })
  }

  function contradiction(a: Swap, b: Swap, key: string): BrickError {
    const [one, other] = [a, b].map((swap) => swaps.indexOf(swap) + 1)
    return new BrickError(`swaps ${one} and ${other} contradict each other: both say what comes in place of ${key}`, {
      hint: 'accept one of them',
    })
  }
}

/** The list with swaps as a `brick.toml` with these rows makes it. */
export function withAccepted(loaded: Loaded, swaps: readonly Swap[]): Loaded {
  const { inventory, decisions, catalog } = loaded
  const rows = withRows(undefined, decisions.file, 'subs', rowsOf(swaps))
  const { value } = parseDecisions(new TextEncoder().encode(rows), decisions.file)
  const lots = swapLots(inventory.lots, { ...decisions, subs: [...decisions.subs, ...value.subs] }, catalog)
  return { ...loaded, inventory: { ...inventory, lots } }
}

/** Writes swaps into the `brick.toml` beside the model; the answer is which rows these are. */
export function acceptSwaps(
  io: Io,
  { decisions: { file } }: Loaded,
  swaps: readonly Swap[],
): { file: string; rows: TomlRow[] } {
  const rows = rowsOf(swaps)
  if (rows.length > 0) io.save(file, withRows(io.tryRead(file), file, 'subs', rows))
  return { file, rows }
}

function rowsOf(swaps: readonly Swap[]): TomlRow[] {
  const rows = new Map<string, TomlRow>()
  for (const swap of swaps)
    for (const { key, value } of swap.rows)
      rows.set(key, { key, value, comment: reasonOf(swap).replace(/[^\x20-\x7e\xa0-\uffff]/g, ' ') })
  return [...rows.values()]
}
