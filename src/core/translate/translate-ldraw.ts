import { isForeignColor, MAIN_COLOR } from '../catalog/color-code.js'
import { colorTitle } from '../catalog/color-title.js'
import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import { inventory, placeOf, type Inventory, type Lot } from '../inventory.js'
import type { Status } from '../catalog/listing.js'
import { isForeign, normalPart } from '../catalog/part-id.js'
import type { Problem, ProblemCode } from '../problem.js'
import { tomlKey } from '../quote.js'
import type { Translation, Unresolved } from './translate.js'

/**
 * The lots that an LDraw file can show: those that have a part file and a color there. The others are unresolved:
 * pieces in = pieces out + unresolved + skipped.
 */
export function translateToLDraw(
  { lots }: Inventory<'ldraw'>,
  facts: Facts,
  decisions: Decisions,
  statuses: ReadonlyMap<string, Status> = new Map(),
): Translation<'ldraw'> {
  const out: Lot[] = []
  const unresolved: Unresolved[] = []
  const skipped: Lot[] = []
  for (const lot of lots) {
    const word = wordFor(lot, decisions)
    const known = word ?? inOfficialModel(lot.part, facts)
    const named = known === undefined ? lot : { ...lot, part: known }
    const status = known === undefined ? statuses.get(lot.part) : undefined
    if (word === 'skip') skipped.push(lot)
    else if (noPart(named, status)) unresolved.push(withoutPart(lot, status))
    else if (lot.color === MAIN_COLOR || isForeignColor(lot.color)) unresolved.push(withoutColor(lot, facts))
    else out.push(withNames(named, facts))
  }
  return { inventory: inventory('ldraw', out), unresolved, skipped, onSheets: 0, problems: [] }
}

/** What the user says that it is, of all that is said of other shops. */
function wordFor({ part }: Lot, { map, fired }: Decisions): string | undefined {
  const word = map.get(part)
  if (word === undefined) return undefined
  const { system, rest } = splitPrefix(word)
  if (word !== 'skip' && system !== 'ldraw') return undefined
  fired.add(`[map] ${part}`)
  return word === 'skip' ? word : normalPart(rest)
}

/** Official models bring parts along under the number of the set: `6279 - 2551` is 2551. */
function inOfficialModel(part: string, facts: Facts): string | undefined {
  const [, own] = /^\d{3,7}(?:-\d+)? - (.+)$/.exec(part) ?? []
  return own !== undefined && facts.part(own) ? own : undefined
}

/** With what people call it, for comments. */
function withNames(lot: Lot, facts: Facts): Lot {
  const name = lot.carried?.name ?? facts.part(lot.part)?.title ?? ''
  const colorName = colorTitle('ldraw', lot.color, facts)
  return { ...lot, carried: { ...lot.carried, colorName, ...(name !== '' && { name }) } }
}

function noPart({ part, itemType = 'P' }: Lot, status: Status | undefined): boolean {
  return itemType !== 'P' || isForeign(part) || (status !== undefined && status !== 'ok' && status !== 'unknown')
}

function withoutPart(lot: Lot, status: Status | undefined): Unresolved {
  const id = lot.written ?? lot.part
  const why: Partial<Record<Status, string>> = {
    custom: `${id} is drawn in the model, which a list of parts does not bring along`,
    flexible: `${id} bends, and has no part file of its own`,
  }
  const message = (status && why[status]) ?? `LDraw has no part file that we know for ${id}`
  const fix = `add to brick.toml: [map] ${tomlKey(id)} = "ld:..."`
  return unresolvedFor(lot, 'part', 'part.unknown', message, fix)
}

function withoutColor(lot: Lot, facts: Facts): Unresolved {
  if (lot.color === MAIN_COLOR) {
    const message = `no color is chosen for ${lot.part} (color 16 at the top of the model)`
    return unresolvedFor(lot, 'color', 'color.main', message, 'choose one: --main-color NAME')
  }
  const message = `LDraw has no color for ${colorTitle('ldraw', lot.color, facts)}, as ${lot.part} has it`
  return unresolvedFor(lot, 'color', 'color.unmapped', message, 'choose a color in the list')
}

function unresolvedFor(
  lot: Lot,
  reason: Unresolved['reason'],
  code: ProblemCode,
  message: string,
  fix: string,
): Unresolved {
  const problem: Problem = { ...placeOf(lot), level: 'error', code, message, fix }
  return { lot, reason, problem }
}
