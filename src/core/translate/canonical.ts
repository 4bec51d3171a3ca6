import type { Catalog, Component, PartFact } from '../catalog/catalog.js'
import { MAIN_COLOR } from '../catalog/color-code.js'
import type { Decisions } from '../catalog/decisions.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import { inventory, lotKey, piecesIn, type Lot } from '../inventory.js'
import { normalPart, withoutPose } from '../catalog/part-id.js'
import type { Problem, ProblemCode } from '../problem.js'

/**
 * What becomes of assemblies: `keep` them; `split` them into their parts; `auto` splits those that no shop sells
 * whole, and joins loose legs, which shops sell whole; `join` joins whatever makes an assembly that shops sell.
 */
export type Assemblies = 'auto' | 'keep' | 'split' | 'join'

interface Canonical {
  lots: Lot[]
  /** Pieces that came on top when assemblies were taken apart. */
  split: number
  problems: Problem[]
}

/** Moves and assemblies are never deeper; a library that goes round in a circle must not hang us. */
const MAX_DEPTH = 12

/**
 * Brings LDraw numbers to the one form that the rest of the program knows: moved files and other numbers of the
 * same part are followed, numbers of a part in one color become part and color, poses lose their pose, and
 * assemblies are taken apart as `assemblies` says. What was done stands in `via` and, once each, in the notes.
 */
export function canonical(
  lots: readonly Lot[],
  catalog: Catalog,
  assemblies: Assemblies,
  decisions?: Decisions,
): Canonical {
  const found: Lot[] = []
  const notes = new Map<string, Problem>()
  let split = 0
  for (const lot of lots) {
    const pieces = follow(lot)
    split += piecesIn(pieces) - lot.quantity
    for (const piece of pieces) found.push(piece)
  }
  return { lots: inventory('ldraw', found, shopKey(catalog)).lots, split, problems: [...notes.values()] }

  function follow(lot: Lot, way: Way = { depth: 0, rules: [] }): Lot[] {
    const word = way.rules.includes(lot.part) ? undefined : decisions?.map.get(lot.part)
    if (decisions && word?.startsWith('ld:')) return byUser(lot, word, way, decisions)
    const fact = catalog.part(lot.part)
    if (!fact || way.depth > MAX_DEPTH || (word !== undefined && fact.kind !== 'moved')) return [lot]
    const [only, ...others] = fact.content
    if (only && isOtherName(fact)) return follow(renamed(lot, fact, only), deeper(way))
    if (only && (others.length > 0 || only.quantity > 1) && isToSplit(fact)) return takeApart(lot, fact, way)
    if (only && fact.kind === 'physical') return [inItsColor(lot, fact, only)]
    return [inNoPose(lot)]
  }

  /** What the file wrote no longer matters: the user says what it is. */
  function byUser(lot: Lot, word: string, way: Way, { file, fired }: Decisions): Lot[] {
    fired.add(`[map] ${lot.part}`)
    const via = [...(lot.via ?? []), `${file}: ${lot.part} is ${word}`]
    const part = normalPart(splitPrefix(word).rest)
    const said: Lot = { ...lot, part, via }
    delete said.written
    return follow(said, { ...deeper(way), rules: [...way.rules, lot.part] })
  }

  function renamed(lot: Lot, { id, kind }: PartFact, { part, color }: Component): Lot {
    const words =
      kind === 'moved'
        ? `${id} moved to ${part}`
        : `${id} is ${part}${color === MAIN_COLOR ? '' : ` in color ${color}`}`
    note('part.renamed', kind === 'moved' ? `${id} is now ${part}` : words, lot)
    const result: Lot = {
      ...lot,
      part,
      color: color === MAIN_COLOR ? lot.color : color,
      via: [...(lot.via ?? []), words],
    }
    if (kind === 'moved') result.written ??= id
    return result
  }

  function takeApart(lot: Lot, { id, content }: PartFact, way: Way): Lot[] {
    const list = content.map(({ part, quantity }) => (quantity === 1 ? part : `${quantity}x ${part}`)).join(' + ')
    const words = `${id} taken apart: ${list}`
    note('part.assembly', words, lot)
    return content.flatMap(({ part, color, quantity }) => {
      const piece: Lot = {
        ...lot,
        part,
        color: color === MAIN_COLOR ? lot.color : color,
        quantity: lot.quantity * quantity,
      }
      delete piece.written
      const places = lot.places?.map((place) => ({ ...place, quantity: place.quantity * quantity }))
      return follow({ ...piece, ...(places && { places }), via: [...(lot.via ?? []), words] }, deeper(way))
    })
  }

  /** The number stands for its colors; what the line says means nothing. The first part gives it its color. */
  function inItsColor(lot: Lot, { id }: PartFact, { color }: Component): Lot {
    if (color === MAIN_COLOR || color === lot.color) return lot
    return { ...lot, color, via: [...(lot.via ?? []), `${id} is always in color ${color}`] }
  }

  function isToSplit(fact: PartFact): boolean {
    if (assemblies === 'keep') return false
    if (assemblies === 'split') return true
    if (fact.kind === 'physical' && fact.content.every((component) => isSold(component, 0))) return true
    return fact.numbers.bricklink === undefined && fact.content.every((component) => isSold(component, 0))
  }

  /** Taking an assembly apart helps only when all its parts can be had. */
  function isSold({ part }: Component, depth: number): boolean {
    const fact = catalog.part(part)
    if (!fact || depth > MAX_DEPTH) return false
    if (fact.numbers.bricklink !== undefined || fact.kind === 'sticker') return true
    return fact.content.length > 0 && fact.content.every((component) => isSold(component, depth + 1))
  }

  function inNoPose(lot: Lot): Lot {
    const base = withoutPose(lot.part)
    if (base === lot.part) return lot
    return { ...lot, part: base, via: [...(lot.via ?? []), `${lot.part} is ${base} in a pose`] }
  }

  function note(code: ProblemCode, message: string, { part, places }: Lot): void {
    const place = places?.[0]
    if (!notes.has(message))
      notes.set(message, { level: 'note', code, ...(place && { file: place.file, line: place.line }), part, message })
  }
}

/** How far a lot has been followed, and which rules of the user have led it there; each does so once. */
interface Way {
  depth: number
  rules: readonly string[]
}

function deeper(way: Way): Way {
  return { ...way, depth: way.depth + 1 }
}

/** A key for `inventory`: lots of one part and color, but not those that an older number leads elsewhere in the shops. */
export function shopKey(catalog: Pick<Catalog, 'part'>): (lot: Lot) => string {
  return (lot) => {
    const shop = lot.written === undefined ? '' : (catalog.part(lot.written)?.numbers.bricklink ?? '')
    const other = shop === catalog.part(lot.part)?.numbers.bricklink ? '' : shop
    return `${lotKey(lot)}\t${other}`
  }
}

function isOtherName({ kind, content, obsolete, numbers }: PartFact): boolean {
  if (kind === 'moved' || kind === 'alias') return true
  const single = content.length === 1 && content[0]?.quantity === 1
  return single && (kind === 'physical' || (obsolete === true && numbers.bricklink === undefined))
}
