import type { ColorFact, PartFact } from '../catalog/catalog.js'
import { ANY_COLOR, directColor, MAIN_COLOR } from '../catalog/color-code.js'
import { colorTitle } from '../catalog/color-title.js'
import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import { placeOf, type Inventory, type Lot } from '../inventory.js'
import type { Row, Status } from '../catalog/listing.js'
import { isForeign } from '../catalog/part-id.js'
import type { Problem } from '../problem.js'
import { shellWord, tomlKey } from '../quote.js'
import type { Resolution } from '../catalog/resolution.js'
import { isOtherSystem } from '../catalog/resolution.js'
import { findColor, resolveColor } from '../catalog/resolve-color.js'
import { resolveLot } from './translate.js'

/** What the reader of a model knows of it, and what the caller wants to know. */
interface DescribeOptions {
  /** Look up LEGO's element numbers, which costs reading another table. Without it `elements` is empty. */
  elements?: true
  /** Parts that no catalog has: drawn by the author, not found, flexible. */
  statuses?: ReadonlyMap<string, Status>
  /** Which lots get a row; of the others only what is wrong is told. Absent means all. */
  only?: (lot: Lot) => boolean
}

/** All that is known of the lots of a model, in every id system, in the order of the lots. */
export function describe(
  { lots }: Inventory<'ldraw'>,
  facts: Facts,
  decisions?: Decisions,
  options: DescribeOptions = {},
): { rows: Row[]; problems: Problem[] } {
  const rows: Row[] = []
  const numbers = new Map<string, Numbers>()
  const colors = new Map<number, Look>()
  const problems = new Map<string, Problem>()
  const { statuses, only } = options
  // Looking a part up marks the user's rules about it as used.
  const isRuled = decisions !== undefined && decisions.map.size > 0
  for (const lot of lots) {
    const fact = facts.part(lot.part)
    const status = statuses?.get(lot.part) ?? (fact ? 'ok' : 'unknown')
    const look = lookOf(lot)
    tell(status === 'unknown' ? partProblem(lot) : undefined)
    tell(colorProblem(lot, look))
    const isShown = !only || only(lot)
    const known = isShown || isRuled ? numbersOf(lot) : undefined
    if (isShown && known) rows.push(describeLot(lot, { fact, status, look, numbers: known }, facts, options))
  }
  return { rows, problems: [...problems.values()] }

  function tell(problem: Problem | undefined): void {
    if (problem && !problems.has(problem.message)) problems.set(problem.message, problem)
  }

  function lookOf(lot: Lot): Look {
    if (lot.color === ANY_COLOR) return noColor(lot)
    const known = colors.get(lot.color) ?? colorOf(lot.color, facts, decisions)
    colors.set(lot.color, known)
    return known
  }

  /** Lots of one part in several colors have the same numbers. */
  function numbersOf(lot: Lot): Numbers {
    const key = `${lot.part}\t${lot.written ?? ''}`
    const known = numbers.get(key) ?? {
      bricklink: resolveLot(lot, 'bricklink', facts, decisions),
      rebrickable: resolveLot(lot, 'rebrickable', facts, decisions),
      owl: facts.part(lot.part)?.numbers.brickowl,
    }
    numbers.set(key, known)
    return known
  }
}

interface Numbers {
  bricklink: Resolution
  rebrickable: Resolution
  owl: string | undefined
}

/** What a color is, and what people call it. */
type Look = Pick<Row, 'color' | 'rgb' | 'colorName'>

interface Known {
  fact: PartFact | undefined
  status: Status
  look: Look
  numbers: Numbers
}

function describeLot(lot: Lot, { fact, status, look, numbers }: Known, facts: Facts, options: DescribeOptions): Row {
  const bricklink = trusted(lot.part, numbers.bricklink, status)
  const rebrickable = trusted(lot.part, numbers.rebrickable, status)
  const part: Row['part'] = isForeign(lot.part) ? {} : { ldraw: lot.part }
  if (bricklink.number !== undefined) part.bricklink = bricklink.number
  if (rebrickable.number !== undefined) part.rebrickable = rebrickable.number
  if (numbers.owl !== undefined) part.brickowl = numbers.owl
  if (lot.given && isOtherSystem(lot.given.system)) part[lot.given.system] = lot.given.part
  return {
    quantity: lot.quantity,
    part,
    id: lot.part,
    shown: lot.written ?? lot.part,
    colorCode: lot.color,
    ...look,
    name: nameOf(lot, fact, facts),
    category: fact?.category ?? '',
    elements: options.elements ? elementsOfLot(lot, part.rebrickable, facts) : [],
    confidence: bricklink.confidence,
    status,
    places: lot.places ?? [],
    via: lot.via ?? [],
    ...(lot.written !== undefined && { written: lot.written }),
    ...wishes(lot),
  }
}

/**
 * Of what the author drew, the name says little: `15.dat` in a model need not be part 15. Only official models say
 * what they brought along: `21318 - 44301b.dat` is 44301b, in a form of its own.
 */
function trusted(part: string, found: Resolution, status: Status): Resolution {
  if (status === 'ok' || status === 'unknown' || found.confidence === 'user') return found
  if (status === 'custom' && OFFICIAL_MODEL.test(part)) return found
  return { confidence: 'unknown', rule: 'unknown', steps: [], alternates: [] }
}

/** The number of a set before the name of a file, as in the Official Model Repository. */
const OFFICIAL_MODEL = /^\d{3,7}(?:-\d+)? - /

/** What the list itself says of a lot. */
function wishes({ itemType, condition, maxPrice, have, remarks, role, carried }: Lot): Partial<Row> {
  const said: Partial<Row> = {}
  if (itemType !== undefined) said.itemType = itemType
  if (condition !== undefined) said.condition = condition
  if (maxPrice !== undefined) said.maxPrice = maxPrice
  if (have !== undefined) said.have = have
  if (remarks !== undefined) said.remarks = remarks
  if (role !== undefined) said.role = role
  if (carried !== undefined) said.carried = carried
  return said
}

/** The title in the library; parts that came after it are called as the number that they resolve to. */
function nameOf({ written }: Lot, fact: PartFact | undefined, facts: Facts): string {
  if (fact && fact.title !== '') return fact.title
  return (written === undefined ? undefined : facts.part(written)?.title) ?? ''
}

function colorOf(code: number, facts: Facts, decisions?: Decisions): Look {
  const word = decisions?.color.get(`ld:${code}`)
  const known = code === MAIN_COLOR ? undefined : facts.color('ldraw', code)
  // The user's word gives a color that nobody knows the name and the numbers of one that is known.
  const color = word === undefined ? known : decided(code, known ?? findColor(word, facts), facts, decisions)
  const rgb = color ? color.rgb || undefined : directColor(code)?.rgb
  return { color, rgb, colorName: colorTitle('ldraw', code, facts) }
}

/** Sets, figures and sheets of stickers have no color; of a part, any will do. */
function noColor({ part, itemType = 'P' }: Lot): Look {
  const isPart = itemType === 'P' && !/stk\d+$/.test(part)
  return { color: undefined, rgb: undefined, colorName: isPart ? '(any color)' : '(not applicable)' }
}

function decided(
  code: number,
  color: ColorFact | undefined,
  facts: Facts,
  decisions?: Decisions,
): ColorFact | undefined {
  const bricklink = resolveColor(code, 'bricklink', facts, decisions).number
  const rebrickable = resolveColor(code, 'rebrickable', facts, decisions).number
  if (!color) return undefined
  return {
    ...color,
    ldraw: code,
    ...(bricklink !== undefined && { bricklink }),
    ...(rebrickable !== undefined && { rebrickable }),
  }
}

/** The element that the list names, then all that are known. */
function elementsOfLot({ color: code, element }: Lot, part: string | undefined, facts: Facts): string[] {
  const color = resolveColor(code, 'rebrickable', facts).number
  const all = part === undefined || color === undefined ? [] : elementsOf(part, color, facts)
  return element === undefined ? all : [element, ...all.filter((other) => other !== element)]
}

function partProblem(lot: Lot): Problem {
  const id = lot.written ?? lot.part
  const message = `${id} is in no catalog that we have`
  const fix = `try: brick id ${shellWord(id)} --similar, or add to brick.toml: [map] ${tomlKey(id)} = "bl:..."`
  return { ...placeOf(lot), level: 'warning', code: 'part.unknown', message, fix }
}

function colorProblem(lot: Lot, { color, colorName, rgb }: Look): Problem | undefined {
  const colorCode = lot.color
  if (colorCode === ANY_COLOR) return undefined
  if (colorCode === MAIN_COLOR) {
    const message = 'some parts have no color of their own (color 16 at the top of the model)'
    return { ...placeOf(lot), level: 'note', code: 'color.main', message, fix: 'choose one: --main-color NAME' }
  }
  if (color?.kind === 'not-a-color') {
    const message = `${colorName} (LDraw ${colorCode}) is no color of pieces`
    return {
      ...placeOf(lot),
      level: 'warning',
      code: 'color.unmapped',
      message,
      fix: `add to brick.toml: [color] "ld:${colorCode}" = "..."`,
    }
  }
  if (color || rgb !== undefined) return undefined
  const fix = `add to brick.toml: [color] "ld:${colorCode}" = "ld:..."`
  return { ...placeOf(lot), level: 'warning', code: 'color.unmapped', message: `nobody knows ${colorName}`, fix }
}
