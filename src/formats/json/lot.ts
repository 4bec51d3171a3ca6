import { colorKey } from '../../core/catalog/color-key.js'
import { ANY_COLOR, isDirect, isForeignColor } from '../../core/catalog/color-code.js'
import { SEVERAL_COLORS } from '../../core/lists/fold.js'
import type { Condition } from '../../core/inventory.js'
import type { Row } from '../../core/catalog/listing.js'

/** A lot of `brick.list/1`: keys always there and in this order. `colors` is kept from lot to lot. */
export function lotAsJson(row: Row, colors: Map<string, object>): object {
  const { part } = row
  return {
    part: {
      ldraw: part.ldraw ?? null,
      bricklink: part.bricklink ?? null,
      rebrickable: part.rebrickable ?? null,
      brickowl: part.brickowl ?? null,
    },
    id: row.id,
    written: row.written ?? null,
    color: colorOf(row, colors),
    qty: row.quantity,
    name: row.name === '' ? null : row.name,
    category: row.category === '' ? null : row.category,
    elements: row.elements,
    years: null,
    sets: null,
    weight_g: null,
    condition: row.condition === undefined ? null : CONDITIONS[row.condition],
    max_price: row.maxPrice === undefined ? null : Number(row.maxPrice),
    have: row.have ?? 0,
    remarks: row.remarks ?? null,
    item_type: row.itemType ?? 'P',
    role: row.role ?? null,
    fields: row.carried ?? {},
    where: row.places.map(({ file, model = null, line, step, quantity }) => {
      return step === undefined ? { file, model, line, qty: quantity } : { file, model, line, step, qty: quantity }
    }),
    status: row.status,
    via: row.via,
  }
}

/** What the condition of a lot is called. */
export const CONDITIONS: Record<Condition, string> = { N: 'new', U: 'used', X: 'any' }

/** Lists have few colors and many lots, so that each color is made once. */
function colorOf(row: Row, known: Map<string, object>): object {
  const { color, colorCode, colorName, rgb } = row
  const key = `${colorCode} ${colorName}`
  const made = known.get(key) ?? {
    name: colorName,
    ldraw: ldrawCode(color?.ldraw ?? colorCode),
    bricklink: color?.bricklink ?? null,
    rebrickable: color?.rebrickable ?? null,
    lego: color?.lego[0] ?? null,
    rgb: rgb ?? null,
    code: keyOf(row),
  }
  known.set(key, made)
  return made
}

/** Direct colors, `0x2RRGGBB`, have no number; they are told by their `rgb`. Nor has "several colors". */
function ldrawCode(code: number): number | null {
  return isDirect(code) || isForeignColor(code) || code === SEVERAL_COLORS ? null : code
}

/** The color as text that is the same in every run; null where it stands for several. */
export function keyOf({ colorCode, color }: Pick<Row, 'colorCode' | 'color'>): string | null {
  if (colorCode === SEVERAL_COLORS) return null
  if (isForeignColor(colorCode) && colorCode !== ANY_COLOR && color === undefined) return null
  return colorKey(colorCode, { color: () => color })
}
