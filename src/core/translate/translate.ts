import type { PartFact } from '../catalog/catalog.js'
import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import { inventory, piecesIn, type IdSystem, type Given, type Inventory, type Lot } from '../inventory.js'
import { isForeign } from '../catalog/part-id.js'
import type { Problem } from '../problem.js'
import { NO_COLOR, resolveColor, type ColorResolution } from '../catalog/resolve-color.js'
import type { OtherSystem, Resolution } from '../catalog/resolution.js'
import { resolvePart } from '../catalog/resolve-part.js'
import { byColor, byPart, colorProblem, partProblem } from './translate-words.js'

/** A lot that has no counterpart in the other system, and what the user can do. */
export interface Unresolved {
  /** In the system it came from. */
  lot: Lot
  /** What is not known there: the part, the color, or (of elements) the part in the color. */
  reason: 'part' | 'color' | 'element'
  problem: Problem
}

export interface Translation<S extends IdSystem> {
  inventory: Inventory<S>
  unresolved: Unresolved[]
  /** Lots that `brick.toml` says to skip. */
  skipped: Lot[]
  /** Stickers that are on a sheet which is counted already. */
  onSheets: number
  /** What was assumed or left away on the way, once for each part and color. */
  problems: Problem[]
}

/**
 * Gives every lot the numbers of another system; the only place where numbers change.
 *
 * Nothing is dropped: pieces in = pieces out + unresolved + skipped + onSheets. Lots that are the same thing there
 * are added up. Single stickers become sheets, as many as the sticker that is needed most often.
 */
export function translate<S extends OtherSystem>(
  { lots }: Inventory<'ldraw'>,
  to: S,
  facts: Facts,
  decisions?: Decisions,
): Translation<S> {
  const out: Lot[] = []
  const sheets = new Map<string, Lot[]>()
  const unresolved: Unresolved[] = []
  const skipped: Lot[] = []
  const problems = new Map<string, Problem>()
  // A part has many colors and a color many parts, so that each is looked up once; lists have as many lots as they like.
  const parts = new Map<string, Resolution>()
  const colors = new Map<number, ColorResolution>()
  const noted = new Set<Resolution>()
  const isRuled = ruledBy(decisions)
  /** One thing at home has several numbers there. */
  let isMixed = false

  for (const lot of lots) {
    if (lot.given?.system === to && !isRuled(lot)) {
      keep(lot, lot.given)
      continue
    }
    const part = partOf(lot)
    if (part.rule === 'skip') skipped.push(lot)
    else if (part.number === undefined) unresolved.push({ lot, reason: 'part', problem: byPart(lot, part, to) })
    else if (isSticker(lot, part)) onSheet(lot, part.number)
    else color(lot, part, part.number)
  }
  const counted = [...sheets].map(([number, stickers]) => sheet(number, stickers, to))
  const onSheets = piecesIn([...sheets.values()].flat()) - piecesIn(counted)
  return {
    inventory: areApart() ? { system: to, lots: out } : inventory(to, [...out, ...counted]),
    unresolved,
    skipped,
    onSheets,
    problems: [...problems.values()],
  }

  function onSheet(lot: Lot, number: string): void {
    const known = sheets.get(number)
    if (known) known.push(lot)
    else sheets.set(number, [lot])
  }

  /** The list itself says what it is there. */
  function keep(lot: Lot, { part, color }: Given): void {
    const key = keyOf(lot)
    const known = parts.get(key)
    if (!known) parts.set(key, { number: part, confidence: 'exact', rule: 'exact', steps: [], alternates: [] })
    else if (known.number !== part) isMixed = true
    const shade = colors.get(lot.color)
    if (!shade) colors.set(lot.color, { number: color, confidence: 'exact', rule: 'exact', steps: [] })
    else if (shade.number !== color) isMixed = true
    // Being what it is there, it may keep `given`: without it, the copies of a long list take twice as long.
    out.push(lot.written === undefined ? { ...lot, part, color } : asGiven(lot, part, color))
  }

  /** Whether no two lots can have become the same thing. */
  function areApart(): boolean {
    if (sheets.size > 0 || isMixed) return false
    const answers = [...parts.values()].filter(({ number }) => number !== undefined)
    if (answers.some(({ color }) => color !== undefined) || !isOneToOne(answers.map(({ number }) => number)))
      return false
    return isOneToOne([...colors.values()].flatMap(({ number }) => number ?? []))
  }

  function partOf(lot: Lot): Resolution {
    const key = keyOf(lot)
    const found = parts.get(key) ?? resolveLot(lot, to, facts, decisions)
    parts.set(key, found)
    return found
  }

  function colorOf(code: number): ColorResolution {
    const found = colors.get(code) ?? resolveColor(code, to, facts, decisions)
    colors.set(code, found)
    return found
  }

  function color(lot: Lot, part: Resolution, number: string): void {
    const found = colorOf(part.color ?? lot.color)
    if (found.number === undefined) {
      unresolved.push({ lot, reason: 'color', problem: byColor(lot, found, to, facts) })
      return
    }
    out.push(translated(lot, number, found.number, part))
    note(lot, part, found)
  }

  function note(lot: Lot, part: Resolution, found: ColorResolution): void {
    if (!noted.has(part)) tell(partProblem(lot, part, to))
    noted.add(part)
    tell(colorProblem(lot, found, to, facts))
  }

  function tell(problem: Problem | undefined): void {
    if (problem && !problems.has(problem.message)) problems.set(problem.message, problem)
  }
}

/** Whether no two things are called the same: lots that differ before a renumbering by it then differ after it, too. */
function isOneToOne(names: Iterable<string | number | undefined>): boolean {
  const seen = new Set<string | number | undefined>()
  for (const name of names) {
    const key = typeof name === 'string' ? name.toLowerCase() : name
    if (seen.has(key)) return false
    seen.add(key)
  }
  return true
}

function keyOf({ part, written }: Lot): string {
  return written === undefined ? part : `${part}\t${written}`
}

/** Whether the user has a word to say of a lot, which comes first. */
function ruledBy(decisions?: Decisions): (lot: Lot) => boolean {
  if (!decisions || decisions.map.size + decisions.color.size === 0) return () => false
  const { map, color } = decisions
  return (lot) => map.has(lot.part) || map.has(lot.written ?? lot.part) || color.has(`ld:${lot.color}`)
}

/** One sticker of a sheet, by its LDraw number; a list that names the sheet means the sheet. */
function isSticker({ part }: Lot, { confidence, number = '' }: Resolution): boolean {
  return confidence === 'sticker' || (!isForeign(part) && /stk\d+$/.test(number))
}

/** Resolves a lot by the number in the file where that has one, else by what LDraw made of it. */
export function resolveLot(lot: Lot, to: OtherSystem, facts: Facts, decisions?: Decisions): Resolution {
  const { part, written } = lot
  if (written === undefined || decisions?.map.has(part)) return resolvePart(part, to, facts, decisions)
  if (decisions?.map.has(written) || hasOwn(facts.part(written), to)) return resolvePart(written, to, facts, decisions)
  return resolvePart(part, to, facts, decisions)
}

function hasOwn(fact: PartFact | undefined, to: OtherSystem): boolean {
  return fact?.numbers[to] !== undefined && fact.confidence !== 'print-dropped' && fact.confidence !== 'sticker-dropped'
}

function translated(lot: Lot, part: string, color: number, { confidence }: Resolution): Lot {
  const { written } = lot
  const result = asGiven(lot, part, color)
  if (part !== lot.part) result.via = [...(lot.via ?? []), `${written ?? lot.part} is ${part} (${confidence})`]
  return result
}

/** What it is called elsewhere no longer matters where it is called something else. */
function asGiven({ written: _, given: __, ...lot }: Lot, part: string, color: number): Lot {
  return { ...lot, part, color }
}

/** A sheet has each sticker once, so the one that is needed most often says how many sheets. Sheets have no color. */
function sheet(number: string, stickers: Lot[], to: OtherSystem): Lot {
  const needed = new Map<string, number>()
  for (const { part, quantity } of stickers) needed.set(part, (needed.get(part) ?? 0) + quantity)
  const quantity = Math.max(...needed.values())
  const places = stickers.flatMap((lot) => lot.places ?? [])
  const via = [`sticker sheet for ${[...needed.keys()].join(', ')}`]
  return { part: number, color: NO_COLOR[to], quantity, places, via }
}
