import type { ColorFact } from '../core/catalog/catalog.js'
import { ANY_COLOR, isForeignColor } from '../core/catalog/color-code.js'
import { SEVERAL_COLORS } from '../core/lists/fold.js'
import type { Row } from '../core/catalog/listing.js'
import { csvText, type Cell } from './rows/csv-text.js'
import type { View } from './view.js'

/** The parts list as Studio exports it, totals at the end. A number that is not known is an empty cell. */
export const studioView: View = {
  id: 'studio',
  title: 'Studio parts list (CSV)',
  holds: ['name', 'colorName', 'element', 'weight'],

  /** Part and color must both be in BrickLink's numbers or both in LDraw's, or nobody can read the row. */
  lacks(row) {
    const { part, colorCode } = row
    const isLDraw = part.ldraw !== undefined && (hasNoColor(colorCode) || ldrawCode(colorCode) !== undefined)
    if (isLDraw) return undefined
    if (part.bricklink === undefined) return 'part'
    return hasNoColor(colorCode) || row.color?.bricklink !== undefined ? undefined : 'color'
  },

  write({ rows }) {
    const weights = rows.map(({ quantity, carried }) => quantity * Number(carried?.weight ?? NaN))
    const weight = weights.reduce((sum, one) => sum + one, 0)
    const quantity = rows.reduce((sum, row) => sum + row.quantity, 0)
    return csvText([
      HEADER,
      ...rows.map(cellsOf),
      padded([]),
      padded(['Total qty', 'Total Weight']),
      // The weight of a list is not known unless that of each part is.
      padded([quantity, Number.isFinite(weight) ? Number(weight.toFixed(4)) : undefined]),
    ])
  },
}

const HEADER = [
  'BLItemNo',
  'ElementId',
  'LdrawId',
  'PartName',
  'BLColorId',
  'LDrawColorId',
  'ColorName',
  'ColorCategory',
  'Qty',
  'Weight',
]

function cellsOf({ part, elements, name, color, colorCode, colorName, carried, quantity }: Row): Cell[] {
  const isAny = colorCode === ANY_COLOR
  return [
    part.bricklink,
    elements[0],
    part.ldraw,
    name === '' ? carried?.name : name,
    // BrickLink writes 0 for any color, which must not stand for one that is not known.
    isAny ? 0 : color?.bricklink,
    ldrawCode(colorCode),
    colorName,
    isAny || color === undefined ? undefined : categoryOf(color),
    quantity,
    carried?.weight,
  ]
}

/** Any color, and the several of a row that is added up, are told by no number. */
function hasNoColor(code: number): boolean {
  return code === ANY_COLOR || code === SEVERAL_COLORS
}

function ldrawCode(code: number): number | undefined {
  return isForeignColor(code) || code === SEVERAL_COLORS ? undefined : code
}

function padded(cells: Cell[]): Cell[] {
  return HEADER.map((_, position) => cells[position])
}

/** BrickLink's kinds of colors. */
function categoryOf({ kind, finish, alpha }: ColorFact): string {
  if (kind === 'modulex') return 'Modulex Colors'
  return FINISHES[finish] ?? (alpha < 255 ? 'Transparent Colors' : 'Solid Colors')
}

const FINISHES: Record<string, string> = {
  CHROME: 'Chrome Colors',
  PEARLESCENT: 'Pearl Colors',
  METAL: 'Metallic Colors',
  MATERIAL_SPECKLE: 'Speckle Colors',
  MATERIAL_GLITTER: 'Glitter Colors',
}
