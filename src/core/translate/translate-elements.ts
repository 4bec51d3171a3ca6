import { ANY_COLOR } from '../catalog/color-code.js'
import { colorTitle } from '../catalog/color-title.js'
import { count } from '../count.js'
import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import { inventory, placeOf, type Inventory, type ItemType, type Lot } from '../inventory.js'
import { byNumber } from '../order.js'
import { isForeign } from '../catalog/part-id.js'
import type { Problem, ProblemCode } from '../problem.js'
import { tomlKey } from '../quote.js'
import { resolveColor } from '../catalog/resolve-color.js'
import type { Resolution } from '../catalog/resolution.js'
import { resolveLot, type Translation, type Unresolved } from './translate.js'
import { byColor, byPart, colorProblem, partProblem } from './translate-words.js'

interface ElementTranslation extends Translation<'element'> {
  /** By element of the list: all that are known of the same part and color, itself among them, newest first. */
  candidates: Map<string, string[]>
}

/**
 * Gives every lot LEGO's element number, which is a part in a color: the one that the list itself names, else the
 * newest that is known, else the newest of another mould of the part. What LEGO sells today nobody can know from here.
 *
 * Nothing is dropped: pieces in = pieces out + unresolved + skipped.
 */
export function translateToElements(
  { lots }: Inventory<'ldraw'>,
  facts: Facts,
  decisions?: Decisions,
): ElementTranslation {
  const out: Lot[] = []
  const unresolved: Unresolved[] = []
  const skipped: Lot[] = []
  const problems = new Map<string, Problem>()
  const candidates = new Map<string, string[]>()
  let several = 0

  for (const lot of lots) {
    const part = resolveLot(lot, 'rebrickable', facts, decisions)
    if (part.rule === 'skip') {
      skipped.push(lot)
      continue
    }
    const found = findElements(lot, part, facts, decisions)
    if ('reason' in found) unresolved.push(found)
    else take(lot, found)
  }
  return {
    inventory: inventory('element', out),
    unresolved,
    skipped,
    onSheets: 0,
    problems: [...problems.values(), ...(several > 0 ? [newest(several)] : [])],
    candidates,
  }

  function take(lot: Lot, { elements, how, problems: said }: Found): void {
    const [element = '', ...others] = elements
    const also = others.length > 0 ? `, or ${others.join(', ')}` : ''
    const step = `${lot.written ?? lot.part} is element ${element}${also} (${how})`
    const result: Lot = { ...lot, part: element, color: 0, element, via: [...(lot.via ?? []), step] }
    delete result.written
    out.push(result)
    candidates.set(element, elements)
    if (others.length > 0 && how !== GIVEN) several++
    for (const problem of said) if (!problems.has(problem.message)) problems.set(problem.message, problem)
  }
}

interface Found {
  /** The one to take, then the others. */
  elements: string[]
  how: string
  problems: Problem[]
}

const GIVEN = 'as the list says'

function findElements(lot: Lot, part: Resolution, facts: Facts, decisions: Decisions | undefined): Found | Unresolved {
  const { itemType = 'P', element } = lot
  if (itemType !== 'P')
    return missing(lot, 'part', 'part.unknown', `${lot.part} is ${THINGS[itemType]}, not an element`)
  const isDecided = part.confidence === 'user' || decisions?.color.has(`ld:${lot.color}`)
  if (element !== undefined && !isDecided && /^\d+$/.test(element)) return given(element, facts)
  if (isSticker(lot, part, facts))
    return missing(lot, 'part', 'part.sticker', `${lot.part} is a sticker: LEGO sells no stickers by element`)
  if (part.number === undefined) return { lot, reason: 'part', problem: byPart(lot, part, 'rebrickable') }
  const code = part.color ?? lot.color
  if (code === ANY_COLOR)
    return missing(lot, 'color', 'color.unmapped', `choose a color for ${lot.part}: an element is a part in one color`)
  const color = resolveColor(code, 'rebrickable', facts, decisions)
  if (color.number === undefined) return { lot, reason: 'color', problem: byColor(lot, color, 'rebrickable', facts) }

  const said = [partProblem(lot, part, 'rebrickable'), colorProblem(lot, color, 'rebrickable', facts)]
  const problems = said.filter((problem) => problem !== undefined)
  const own = elementsOf(part.number, color.number, facts)
  if (own.length > 0) return { elements: own, how: own.length > 1 ? 'the newest' : 'the only one known', problems }
  const other = ofOtherMoulds(part.number, color.number, facts)
  const [newest] = other
  if (newest !== undefined) {
    const mould = facts.element(newest)?.part ?? 'another'
    return { elements: other, how: `of mould ${mould}`, problems: [...problems, guessed(lot, newest, mould, facts)] }
  }
  const message = `no LEGO element is known of ${lot.written ?? lot.part} in ${colorTitle('ldraw', code, facts)}`
  return missing(lot, 'element', 'element.none', message)
}

function given(element: string, facts: Facts): Found {
  const siblings = facts.element(element)?.siblings ?? []
  return { elements: [element, ...siblings], how: GIVEN, problems: [] }
}

/** The other moulds of a part, all that are known in the color, newest first. */
function ofOtherMoulds(part: string, color: number, facts: Facts): string[] {
  const found = facts.moulds(part).flatMap((mould) => elementsOf(mould, color, facts))
  return [...new Set(found)].sort((a, b) => byNumber(b, a))
}

function isSticker({ part }: Lot, { confidence, rule, number = '' }: Resolution, facts: Facts): boolean {
  const isSheet = /stk\d+$/.test(isForeign(part) ? part : number)
  return isSheet || confidence === 'sticker' || rule === 'sticker-sheet' || facts.part(part)?.kind === 'sticker'
}

const THINGS: Record<Exclude<ItemType, 'P'>, string> = {
  S: 'a set',
  M: 'a minifigure',
  B: 'a book',
  G: 'gear',
  C: 'a catalog',
  I: 'an instruction booklet',
  O: 'the box of a set',
}

function missing(lot: Lot, reason: Unresolved['reason'], code: ProblemCode, message: string): Unresolved {
  const fix = reason === 'color' ? `choose one, or ${ELSEWHERE}` : ELSEWHERE
  return { lot, reason, problem: { ...placeOf(lot), level: 'error', code, message, fix } }
}

const ELSEWHERE = 'order it elsewhere: brick export bl'

function guessed(lot: Lot, element: string, mould: string, facts: Facts): Problem {
  const id = lot.written ?? lot.part
  const message = `${id} in ${colorTitle('ldraw', lot.color, facts)} written as element ${element}: of another mould, ${mould}`
  const fix = `if that is wrong, add to brick.toml: [map] ${tomlKey(id)} = "rb:..."`
  return { ...placeOf(lot), level: 'warning', code: 'element.guessed', message, fix }
}

/** One note for all: LEGO has renumbered every fifth element, and which of them is sold today changes. */
function newest(lots: number): Problem {
  const message = `${count(lots, 'lot')} with several element numbers, of which the newest is written (-v shows all)`
  const fix = 'what LEGO does not sell today, its site leaves out: compare the basket with the list'
  return { level: 'note', code: 'element.guessed', message, fix }
}
