import type { Facts } from '../catalog/facts.js'
import { PREFIXES, type Prefix } from '../catalog/id-prefix.js'
import type { Lot } from '../inventory.js'
import { translateHome } from './translate-home.js'

/** The same lot without its print or sticker, where that is a part that we know; else nothing. */
export function plainPart(lot: Lot, facts: Facts): Lot[] {
  if ((lot.itemType ?? 'P') !== 'P') return []
  const plain = plainId(lot.part, facts)
  if (plain === undefined) return []
  const result: Lot = { ...lot, part: plain }
  delete result.written
  return [result]
}

function plainId(id: string, facts: Facts): string | undefined {
  const number = PRINT.exec(id)?.[1]
  if (number !== undefined) return facts.part(number) ? number : undefined
  const [, prefix, foreign] = FOREIGN_PRINT.exec(id) ?? []
  if (prefix === undefined || foreign === undefined) return undefined
  const system = PREFIXES[prefix as Prefix]
  return translateHome({ system, lots: [{ part: foreign, color: 0, quantity: 1 }] }, facts).inventory.lots[0]?.part
}

/** LDraw names prints `3069bp01` and stickered parts `3069bd01`, behind the number of the plain part. */
const PRINT = /^(u?\d+[a-z]?)(?:p[0-9a-z]+|d[0-9a-z]{2,})$/

/** Shops name prints `3069pb0123`, `3069px7` or `3069pr0001`. */
const FOREIGN_PRINT = /^(bl|rb|bo):(\d+[a-z]?)(?:p[a-z]{0,3}\d+)$/
