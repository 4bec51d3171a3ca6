import { count } from '../../core/count.js'
import type { IdSystem, Lot } from '../../core/inventory.js'
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
  let left = 0
  return { add, end }

  function add(lot: Lot, marks: SetMarks, line: number): void {
    const said = withMatch(lot, marks.matchId)
    if (asWritten) reading.add(withRole(said, marks), line)
    else if (marks.counterpart) reading.leaveOut('counterpart', lot.quantity)
    else if (marks.alternate) alternate(said, marks.matchId, line)
    else if (!marks.extra) {
      if (isMatch(marks.matchId)) regular.add(marks.matchId)
      reading.add(said, line)
    } else if (spares === 'keep') reading.add({ ...said, role: 'extra' }, line)
    else {
      left += lot.quantity
      reading.leaveOut('spare', lot.quantity)
    }
  }

  /** The regular row may come later. */
  function alternate(lot: Lot, matchId: string, line: number): void {
    if (isMatch(matchId) && !first.has(matchId)) first.set(matchId, { lot, line })
    else reading.leaveOut('alternate', lot.quantity)
  }

  /** To be called after the last row, before the reading ends. */
  function end(): void {
    for (const [matchId, { lot, line }] of first) {
      if (regular.has(matchId)) reading.leaveOut('alternate', lot.quantity)
      else reading.add(lot, line)
    }
    if (left === 0 || spares === 'skip') return
    const message = `${count(left, 'spare part')} left out, as the set is built without`
    reading.tell({ level: 'note', code: 'list.left-out', message, fix: '--spares keep lists them' })
  }
}

function withMatch(lot: Lot, matchId: string): Lot {
  return isMatch(matchId) ? { ...lot, carried: { ...lot.carried, matchId } } : lot
}

function withRole(lot: Lot, { extra, alternate, counterpart }: SetMarks): Lot {
  if (counterpart) return { ...lot, role: 'counterpart' }
  if (alternate) return { ...lot, role: 'alternate' }
  return extra ? { ...lot, role: 'extra' } : lot
}

function isMatch(matchId: string): boolean {
  return matchId !== '' && matchId !== '0'
}
