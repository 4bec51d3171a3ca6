import { count } from '../core/count.js'
import { collectLots, type IdSystem, type Lot } from '../core/inventory.js'
import { emptyLedger } from '../core/ledger.js'
import type { Problem, ProblemCode } from '../core/problem.js'
import { problemLog } from '../core/problem-log.js'
import type { Reading } from './codec.js'

/** What a reader of lists does with each row; the sum of all pieces closes by itself. */
export interface ListReading<S extends IdSystem> {
  /** A row that is listed. The lot is the list's from then on, which notes in it where it stands. */
  add(lot: Lot, line: number): void
  /** A row that a rule leaves out: `spare`, `alternate`, `excluded`. */
  leaveOut(rule: string, quantity: number): void
  /** A row that makes no sense. It counts as one piece that is unresolved. */
  reject(line: number, code: ProblemCode, message: string, fix?: string): void
  /** Anything else to say. */
  tell(problem: Omit<Problem, 'file'>): void
  end(): Reading<S>
}

/** Collects a list of any length: what is kept grows with the different lots only. */
export function listReading<S extends IdSystem>(system: S, file: string): ListReading<S> {
  const lots = collectLots()
  const ledger = emptyLedger()
  const { problems, tell, close } = problemLog({ file })
  let rows = 0
  return { add, leaveOut, reject, tell, end }

  function add(lot: Lot, line: number): void {
    rows++
    ledger.references += lot.quantity
    ledger.listed += lot.quantity
    lot.places ??= [{ file, line, quantity: lot.quantity }]
    lots.add(lot)
  }

  function leaveOut(rule: string, quantity: number): void {
    ledger.references += quantity
    ledger.skipped += quantity
    ledger.rules[rule] = (ledger.rules[rule] ?? 0) + quantity
  }

  function reject(line: number, code: ProblemCode, message: string, fix?: string): void {
    ledger.references++
    ledger.unresolved++
    tell({ level: 'error', code, line, message, ...(fix !== undefined && { fix }) })
  }

  function end(): Reading<S> {
    const all = lots.lots()
    const again = rows - all.length
    if (again > 0) {
      const message = `${count(again, 'row')} of a lot that another row has, too; added up`
      tell({ level: 'note', code: 'list.duplicate-merged', message })
    }
    close()
    return { value: { system, lots: all }, ledger, problems }
  }
}
