import type { PartFact } from './catalog.js'
import type { Decisions } from './decisions.js'
import type { Facts } from './facts.js'
import { inventory, piecesIn, type Inventory, type Lot } from './inventory.js'
import type { Problem } from './problem.js'
import { resolveColor, type ColorResolution } from './resolve-color.js'
import type { OtherSystem, Resolution } from './resolution.js'
import { resolvePart } from './resolve-part.js'
import { byColor, byPart, colorProblem, partProblem } from './translate-words.js'

/** A lot that has no counterpart in the other system, and what the user can do. */
export interface Unresolved {
  /** In the system it came from. */
  lot: Lot
  reason: 'part' | 'color'
  problem: Problem
}

export interface Translation<S extends OtherSystem> {
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

  for (const lot of lots) {
    const part = resolveLot(lot, to, facts, decisions)
    if (part.rule === 'skip') skipped.push(lot)
    else if (part.number === undefined) unresolved.push({ lot, reason: 'part', problem: byPart(lot, part, to) })
    else if (part.confidence === 'sticker' || /stk\d+$/.test(part.number))
      sheets.set(part.number, [...(sheets.get(part.number) ?? []), lot])
    else color(lot, part, part.number)
  }
  const counted = [...sheets].map(([number, stickers]) => sheet(number, stickers, to))
  const onSheets = piecesIn([...sheets.values()].flat()) - piecesIn(counted)
  return {
    inventory: inventory(to, [...out, ...counted]),
    unresolved,
    skipped,
    onSheets,
    problems: [...problems.values()],
  }

  function color(lot: Lot, part: Resolution, number: string): void {
    const found = resolveColor(part.color ?? lot.color, to, facts, decisions)
    if (found.number === undefined) {
      unresolved.push({ lot, reason: 'color', problem: byColor(lot, found, to, facts) })
      return
    }
    out.push(translated(lot, number, found.number, part))
    note(lot, part, found)
  }

  function note(lot: Lot, part: Resolution, found: ColorResolution): void {
    for (const problem of [partProblem(lot, part, to), colorProblem(lot, found, to, facts)])
      if (problem && !problems.has(problem.message)) problems.set(problem.message, problem)
  }
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
  const step = `${lot.written ?? lot.part} is ${part} (${confidence})`
  const via = part === lot.part ? (lot.via ?? []) : [...(lot.via ?? []), step]
  const result: Lot = { ...lot, part, color }
  delete result.written
  if (via.length > 0) result.via = via
  return result
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

/** What the systems write for things that have no color. */
const NO_COLOR: Record<OtherSystem, number> = { bricklink: 0, rebrickable: 9999, brickowl: 0 }
