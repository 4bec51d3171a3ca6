import type { PartFact } from './catalog.js'
import { numberOfDesign } from './design-numbers.js'
import type { Facts } from './facts.js'
import type { Lot } from '../inventory.js'

/** What a LEGO design number is at home. */
interface Design {
  part: string
  /** The element of the lot says so, too. */
  byElement: boolean
}

/**
 * The LDraw part of a LEGO design number, as LEGO's own programs write it. LDraw and shops number by designs, so that
 * the same number mostly is the same part; they tell moulds apart by letters, which designs have not. An element that
 * is the same part in the same color says more: which mould, which print.
 */
export function resolveDesign(lot: Pick<Lot, 'part' | 'color' | 'element'>, facts: Facts): Design | undefined {
  const own = byNumber(lot.part, facts)
  const named = byElement(lot, own, facts)
  if (named !== undefined) return { part: named, byElement: true }
  return own && { part: own.id, byElement: false }
}

/** Whether Rebrickable's number is that of a print: `3069bpr0030`, `973c27h01pr0171`, `49656pat0007`. */
export function isPrint(number: string): boolean {
  return /\d[a-z]*(?:pr|pat|pb|px)\d+/.test(number)
}

function byNumber(design: string, facts: Facts): PartFact | undefined {
  const same = inAnyColor(facts.part(design), facts)
  if (same && isPiece(same) && !isOther(same, design, facts)) return same
  const elsewhere = [...facts.partsByNumber('rebrickable', design), ...facts.partsByNumber('bricklink', design)]
  const [newer, another] = facts.designs(design).filter((number) => !isPrint(number))
  // Several would be moulds that the design does not tell apart: the first is that of our own table.
  if (newer !== undefined && (another === undefined || newer === numberOfDesign(design)))
    elsewhere.push(...facts.partsByNumber('rebrickable', newer))
  const moulds = ['b', 'a', 'c', 'd'].map((letter) => facts.part(design + letter)).filter((fact) => fact !== undefined)
  const sold = moulds.find((fact) => isPiece(fact) && fact.numbers.bricklink !== undefined)
  return elsewhere.find(isPiece) ?? sold ?? moulds.find(isPiece) ?? (same?.kind === 'helper' ? same : undefined)
}

/** LDraw and Rebrickable have exchanged some numbers, as 4218 and 4219; of the two, Rebrickable's is LEGO's. */
function isOther(same: PartFact, design: string, facts: Facts): boolean {
  const number = numberOf(same, facts)
  if (number === undefined || stemOf(number) === stemOf(design)) return false
  return facts.partsByNumber('rebrickable', design).some(isPiece)
}

/** LDraw has some numbers of designs for the part in one color; the design is the part in any. */
function inAnyColor(fact: PartFact | undefined, facts: Facts): PartFact | undefined {
  const [only, ...others] = fact?.kind === 'physical' ? fact.content : []
  return only?.quantity === 1 && others.length === 0 ? facts.part(only.part) : fact
}

/** LEGO has no numbers for what others made, nor for the single sticker; geometry has names. */
function isPiece({ kind }: PartFact): boolean {
  return !['third-party', 'sticker', 'primitive', 'subpart', 'helper', 'physical'].includes(kind)
}

/** Elements are sold out and numbers used again, so that one counts only where it fits what the file says besides. */
function byElement(
  { part, color, element }: Pick<Lot, 'part' | 'color' | 'element'>,
  own: PartFact | undefined,
  facts: Facts,
): string | undefined {
  const fact = element === undefined ? undefined : facts.element(element)
  if (!fact || !isColor(color, fact.color, facts)) return undefined
  const [found] = facts.partsByNumber('rebrickable', fact.part).filter(isPiece)
  if (!found || own === undefined) return found?.id
  const number = numberOf(own, facts)
  const isSame = number === fact.part || stemOf(fact.part) === stemOf(part)
  return isSame || (number !== undefined && facts.moulds(fact.part).includes(number)) ? found.id : undefined
}

/** Whether LEGO's color may be Rebrickable's; a color that was left open may be any. */
function isColor(lego: number, rebrickable: number, facts: Facts): boolean {
  if (lego <= 0 || facts.color('lego', lego)?.rebrickable === rebrickable) return true
  return facts.color('rebrickable', rebrickable)?.lego.includes(lego) === true
}

/** Without the letters of moulds and what comes behind them. */
function stemOf(number: string): string {
  return /^\d+/.exec(number)?.[0] ?? number
}

function numberOf(fact: PartFact, facts: Facts): string | undefined {
  const [only] = fact.content
  if (fact.numbers.rebrickable !== undefined || (fact.kind !== 'moved' && fact.kind !== 'alias'))
    return fact.numbers.rebrickable
  return only && facts.part(only.part)?.numbers.rebrickable
}
