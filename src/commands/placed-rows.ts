import type { Row } from '../core/catalog/listing.js'
import type { Unresolved } from '../core/translate/translate.js'
import { unplaced } from '../core/translate/unplaced.js'
import type { View } from '../formats/view.js'
import type { Loaded } from './load.js'

interface Placed {
  rows: Row[]
  unresolved: Unresolved[]
}

/** The rows that a view has a place for, and those that must be named because it has none. */
export function placedRows(
  view: View,
  all: Row[],
  { catalog, decisions }: Pick<Loaded, 'catalog' | 'decisions'>,
  { asWritten }: { asWritten: boolean },
): Placed {
  if (!view.lacks) return { rows: all, unresolved: [] }
  const rows: Row[] = []
  const unresolved: Unresolved[] = []
  for (const row of all) {
    const lack = view.lacks(row)
    if (lack === undefined) rows.push(row)
    else unresolved.push(unplaced(row, lack, catalog, asWritten ? undefined : decisions))
  }
  return { rows, unresolved }
}
