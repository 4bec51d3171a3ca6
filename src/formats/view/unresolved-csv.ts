import { isForeignColor } from '../../core/catalog/color-code.js'
import type { Unresolved } from '../../core/translate/translate.js'
import { csvText } from '../rows/csv-text.js'

/** What is missing from a written list, for a spreadsheet: each lot with its places and with what to do about it. */
export function unresolvedCsv(unresolved: Unresolved[]): string {
  const lines = unresolved.map(({ lot, reason, problem }) => {
    const where = (lot.places ?? []).map(({ file, line }) => `${file}:${line}`).join(' ')
    return [
      lot.quantity,
      lot.written ?? lot.part,
      isForeignColor(lot.color) ? undefined : lot.color,
      reason,
      problem.message,
      problem.fix,
      where,
    ]
  })
  return csvText([['qty', 'part_ldraw', 'color_ldraw', 'missing', 'problem', 'fix', 'where'], ...lines])
}
