import { count as inWords } from './count.js'
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

/** What a format has no place for: one note for each field, with how many lots lose it. */
export function lostFields(lots: readonly Lot[], holds: readonly LotField[], title: string): Problem[] {
  const kept = new Set<LotField>([...holds, ...KNOWN_ANYWAY])
  const own = OWN.filter((field) => !kept.has(field))
  const lost = new Map<LotField, number>()
  for (const lot of lots) {
    for (const field of own) if (isSaid(lot[field])) count(field)
    if (lot.carried === undefined) continue
    for (const field of Object.keys(lot.carried) as CarriedField[])
      if (!kept.has(field) && lot.carried[field]) count(field)
  }
  return [...lost].map(([field, lots]) => ({
    level: 'note',
    code: 'list.field-lost',
    message: `left out, having no place in a ${title}: ${FIELDS[field]} of ${inWords(lots, 'lot')}`,
  }))

  function count(field: LotField): void {
    lost.set(field, (lost.get(field) ?? 0) + 1)
  }
}

/** The fields of a lot itself. */
const OWN = ['condition', 'maxPrice', 'have', 'remarks', 'role', 'element'] as const

/** Any condition, none at hand and no words are what a lot says that says nothing. */
function isSaid(value: string | number | undefined): boolean {
  return value !== undefined && value !== 'X' && value !== 0 && value !== ''
}
