import type { Facts } from '../catalog/facts.js'
import { piecesIn, type Lot } from '../inventory.js'

/** How many minifigures there are: whole ones, and as many as there are heads or torsos, whatever is more. */
export function figuresIn(lots: readonly Lot[], facts: Facts): number {
  const whole = piecesIn(lots.filter(({ itemType }) => itemType === 'M'))
  const torsos = piecesIn(lots.filter((lot) => isPiece(lot, 'torso', facts)))
  return whole + Math.max(torsos, piecesIn(lots.filter((lot) => isPiece(lot, 'head', facts))))
}

/** The heads, each print once, without those that have one of the words in their names. */
export function headsIn(lots: readonly Lot[], facts: Facts, except: readonly string[]): Lot[] {
  const heads = new Map<string, Lot>()
  for (const lot of lots) {
    const title = (facts.part(lot.part)?.title ?? '').toLowerCase()
    if (!isPiece(lot, 'head', facts) || except.some((word) => title.includes(word.toLowerCase()))) continue
    const known = heads.get(lot.part)
    heads.set(lot.part, known ? { ...known, quantity: known.quantity + lot.quantity } : lot)
  }
  return [...heads.values()]
}

/** By title: LDraw's begin with `Minifig`, Rebrickable's with the piece, in a category of minifigures. */
function isPiece({ part, itemType = 'P' }: Lot, piece: 'head' | 'torso', facts: Facts): boolean {
  const { title = '', category = '' } = (itemType === 'P' ? facts.part(part) : undefined) ?? {}
  const [, rest] = /^(?:Mini)?fig(?:ure)?,? (.*)$/i.exec(title) ?? (/minifig/i.test(category) ? [title, title] : [])
  return rest !== undefined && new RegExp(`^${piece}\\b(?! (?:accessory|cover|gear|dress|wear))`, 'i').test(rest)
}
