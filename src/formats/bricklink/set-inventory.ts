import type { IdSystem, Lot, Role } from '../../core/inventory.js'
import type { ReadOptions } from '../codec.js'
import type { ListReading } from '../list-reading.js'

/** What BrickLink says of a row of a set's inventory. */
export interface SetMarks {
  /** A spare part. */
  extra: boolean
  /** Comes in place of another row, which has the same match number. */
  alternate: boolean
  /** A part of another row, or made of some: the same pieces once more. */
  counterpart: boolean
  /** Rows of one number stand for each other; empty or 0 for none. */
  matchId: string
}

/**
 * Lists what a set is built of. Spare parts are left out unless wished, counterparts always; of rows that stand for
 * each other, one is listed: the regular one, or the first where the file has none.
 */
export function setInventory<S extends IdSystem>(
  reading: ListReading<S>,
  { asWritten = false, spares }: Pick<ReadOptions, 'asWritten' | 'spares'>,
) {
  const regular = new Set<string>()
  const first = new Map<string, { lot: Lot; line: number }>()
  const left = new Map<string, number>()
  return { add, end }

  function add(lot: Lot, marks: SetMarks, line: number): void {
    const said = asWritten ? withMatch(lot, marks.matchId) : lot
    const role = roleOf(marks)
    if (asWritten) return reading.add(role === undefined ? said : { ...said, role }, line)
    if (role === 'extra' && spares === 'keep') return reading.add({ ...said, role }, line)
    if (role === 'extra') return leaveOut('spare', lot)
    if (role === 'counterpart') return leaveOut(role, lot)
    if (role === 'alternate') return alternate(said, marks.matchId, line)
    if (isMatch(marks.matchId)) regular.add(marks.matchId)
    reading.add(said, line)
  }

  /** The regular row may come later. */
  function alternate(lot: Lot, matchId: string, line: number): void {
    if (isMatch(matchId) && !first.has(matchId)) first.set(matchId, { lot, line })
    else leaveOut('alternate', lot)
  }

  function leaveOut(rule: string, { quantity }: Lot): void {
    reading.leaveOut(rule, quantity)
    left.set(rule, (left.get(rule) ?? 0) + 1)
  }

  /** To be called after the last row, before the reading ends. */
  function end(): void {
    for (const [matchId, { lot, line }] of first) {
      if (regular.has(matchId)) leaveOut('alternate', lot)
      else reading.add(lot, line)
    }
    if (spares === 'skip') left.delete('spare')
    if (left.size === 0) return
    const words = [...left].map(([rule, times]) => `${times} ${rule}`).join(', ')
    const fix = left.has('spare') ? '--spares keep lists spare parts, --as-written all' : '--as-written lists them'
    reading.tell({ level: 'note', code: 'list.left-out', message: `rows left out: ${words}`, fix })
  }
}

function withMatch(lot: Lot, matchId: string): Lot {
  return isMatch(matchId) ? { ...lot, carried: { ...lot.carried, matchId } } : lot
}

/** A spare piece of another part is a spare part. */
function roleOf({ extra, alternate, counterpart }: SetMarks): Role | undefined {
  if (extra) return 'extra'
  if (counterpart) return 'counterpart'
  return alternate ? 'alternate' : undefined
}

function isMatch(matchId: string): boolean {
  return !/^0*$/.test(matchId)
}
