import type { Row } from '../../core/catalog/listing.js'
import { csvText } from '../rows/csv-text.js'

/** For each lot all element numbers that it may be, newest first, to look them up at LEGO one by one. */
export function candidatesCsv(lots: { row: Row; elements: string[] }[]): string {
  const lines = lots.map(({ row, elements }) => {
    return [row.quantity, row.shown, row.colorName, row.name, elements.join(' ')]
  })
  return csvText([['quantity', 'part', 'color', 'name', 'elements'], ...lines])
}
