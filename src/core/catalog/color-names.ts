import type { ColorFact } from './catalog.js'
import type { Row } from './listing.js'

export const NAMINGS = ['bl', 'lego', 'ld', 'rb'] as const
export type Naming = (typeof NAMINGS)[number]

/** Rows with the colors called as BrickLink, LEGO, LDraw or Rebrickable call them; others keep their name. */
export function renameColors(rows: Row[], naming: Naming): Row[] {
  return rows.map((row) => {
    if (!row.color || row.color.kind === 'not-a-color') return row
    const name = nameOf(row.color, naming)
    return name === undefined || name === '' ? row : { ...row, colorName: name }
  })
}

function nameOf(color: ColorFact, naming: Naming): string | undefined {
  if (naming === 'bl') return color.bricklinkName
  if (naming === 'lego') return color.legoName
  if (naming === 'rb') return color.rebrickableName
  return color.ldrawName
}
