import { count } from './count.js'
import { CARRIED, type CarriedField } from './carried.js'
import type { Lot } from './inventory.js'
import type { Problem } from './problem.js'

/** What a lot may say besides what it is and how many. */
export type LotField = 'condition' | 'maxPrice' | 'have' | 'remarks' | 'role' | 'element' | CarriedField

/** What each is called in messages. */
const FIELDS: Record<LotField, string> = {
  condition: 'condition',
  maxPrice: 'highest price',
  have: 'number at hand',
  remarks: 'remarks',
  role: 'mark as spare or alternate',
  element: 'element number',
  ...CARRIED,
}

/** Names can be looked up by number, so that nothing is lost with them; nor with an element, which is part and color. */
const KNOWN_ANYWAY: LotField[] = ['name', 'category', 'colorName', 'element', 'matchId']

/** The fields of a lot that say anything. */
export function fieldsOf(lot: Lot): LotField[] {
  const fields: LotField[] = []
  if (lot.condition !== undefined && lot.condition !== 'X') fields.push('condition')
  if (lot.maxPrice !== undefined) fields.push('maxPrice')
  if (lot.have !== undefined && lot.have > 0) fields.push('have')
  if (lot.remarks !== undefined && lot.remarks !== '') fields.push('remarks')
  if (lot.role !== undefined) fields.push('role')
  if (lot.element !== undefined) fields.push('element')
  if (lot.carried === undefined) return fields
  for (const field of Object.keys(lot.carried) as CarriedField[]) if (lot.carried[field]) fields.push(field)
  return fields
}

/** What a format has no place for: one note for each field, with how many lots lose it. */
export function lostFields(lots: readonly Lot[], holds: readonly LotField[], title: string): Problem[] {
  const lost = new Map<LotField, number>()
  for (const lot of lots) {
    for (const field of fieldsOf(lot))
      if (!holds.includes(field) && !KNOWN_ANYWAY.includes(field)) lost.set(field, (lost.get(field) ?? 0) + 1)
  }
  return [...lost].map(([field, lots]) => ({
    level: 'note',
    code: 'list.field-lost',
    message: `left out, having no place in a ${title}: ${FIELDS[field]} of ${count(lots, 'lot')}`,
  }))
}
