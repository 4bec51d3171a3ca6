import type { Lot } from '../../core/inventory.js'
import type { Problem } from '../../core/problem.js'
import type { Call } from '../../system/http/call.js'
import type { Service } from '../../system/http/open-service.js'
import { bareBoid, boidsCall, COLORS_CALL, OWL_TYPES, type IdType, type OwlColor } from './boids.js'

/** What a lot in BrickLink's numbers is at Brick Owl. */
export interface OwlItems {
  /** With the color, if it has one: usually one, none where nobody knows, several where Brick Owl tells more apart. */
  boids: string[]
  /** Of a lot in any color: which one an item has, in BrickLink's numbers; 0 where BrickLink has none. */
  colorOf?: (boid: string) => number
  /** What is odd about it. */
  problem?: Problem
}

/** What lots are at Brick Owl. What was found of a part is remembered: lists have it in many colors. */
export interface OwlNumbers {
  /** Finds it out: by BrickLink's number, and where that is unknown, by those of LDraw and LEGO. */
  itemsFor(lot: Lot): Promise<OwlItems>
  /** What is asked first, if anything; the same call for the same part. */
  firstQuestion(lot: Pick<Lot, 'part' | 'itemType'>): Call<string[]> | undefined
}

export function owlNumbers(service: Pick<Service, 'call'>): OwlNumbers {
  const questions = new Map<string, Call<string[]>[]>()
  const found = new Map<string, Promise<Found>>()
  let colors: Promise<OwlColorIds> | undefined
  return { itemsFor, firstQuestion: (lot) => questionsOf(lot)[0] }

  async function itemsFor(lot: Lot): Promise<OwlItems> {
    const things = await foundFor(lot)
    const hasColor = (lot.itemType ?? 'P') === 'P' && things.items.length > 0
    return itemsOf(lot, things, hasColor ? await allColors() : new Map())
  }

  function questionsOf(lot: Pick<Lot, 'part' | 'itemType'>): Call<string[]>[] {
    const key = keyOf(lot)
    const asked = questions.get(key) ?? questionsFor(lot)
    questions.set(key, asked)
    return asked
  }

  /** What fails is not remembered. */
  function foundFor(lot: Lot): Promise<Found> {
    const key = keyOf(lot)
    const known = found.get(key)
    if (known) return known
    const asked = firstFound(questionsOf(lot), service).then(foundOf)
    found.set(key, asked)
    asked.catch(() => found.delete(key))
    return asked
  }

  function allColors(): Promise<OwlColorIds> {
    if (colors) return colors
    const asked = service.call(COLORS_CALL).then(({ value = [] }) => idsByBrickLink(value))
    colors = asked
    asked.catch(() => (colors = undefined))
    return asked
  }
}

function keyOf({ part, itemType = 'P' }: Pick<Lot, 'part' | 'itemType'>): string {
  return `${itemType}:${part}`
}

/** What there is of a part. */
interface Found {
  /** With colors, and without. */
  boids: Set<string>
  /** Those without. */
  items: string[]
}

function foundOf(boids: readonly string[]): Found {
  return { boids: new Set(boids), items: [...new Set(boids.map(bareBoid))] }
}

function itemsOf(lot: Lot, { boids: found, items }: Found, colors: OwlColorIds): OwlItems {
  const type = lot.itemType ?? 'P'
  if (items.length === 0) return none(`Brick Owl has nothing that is ${nameOf(lot)} at BrickLink`)
  if (type !== 'P') return told(items)
  if (lot.color === 0) return { ...told(items), colorOf: colorsOf(colors) }
  const color = colors.get(lot.color)
  if (color === undefined) return none(`Brick Owl has no color that is ${lot.color} at BrickLink`)
  const colored = items.map((item) => `${item}-${color}`)
  const known = colored.filter((boid) => found.has(boid))
  return told(known.length > 0 ? known : colored)

  function none(message: string): OwlItems {
    return { boids: [], problem: problemOf(lot, message) }
  }

  function told(boids: string[]): OwlItems {
    if (boids.length === 1) return { boids }
    const message = `Brick Owl has several things that are ${nameOf(lot)} at BrickLink: ${boids.join(', ')}`
    return { boids, problem: problemOf(lot, message, 'offers of all of them count: look at what you buy') }
  }
}

function colorsOf(ids: OwlColorIds): (boid: string) => number {
  const colors = new Map<string, number>()
  for (const [color, id] of ids) if (!colors.has(String(id))) colors.set(String(id), color)
  return (boid) => colors.get(boid.slice(bareBoid(boid).length + 1)) ?? 0
}

/** The questions that tell, in the order in which they are asked until one has an answer. */
export function questionsFor({ part, itemType = 'P' }: Pick<Lot, 'part' | 'itemType'>): Call<string[]>[] {
  if (OWL_TYPES[itemType] === undefined) return []
  return (ID_TYPES[itemType] ?? ['bl_item_no']).map((idType) => boidsCall({ id: part, type: itemType, idType }))
}

const ID_TYPES: Partial<Record<NonNullable<Lot['itemType']>, IdType[]>> = {
  P: ['bl_item_no', 'ldraw', 'design_id'],
  S: ['set_number', 'bl_item_no'],
  I: ['set_number', 'bl_item_no'],
  O: ['set_number', 'bl_item_no'],
}

/** Of Brick Owl's colors, by BrickLink's. */
type OwlColorIds = ReadonlyMap<number, number>

/** Some of Brick Owl's colors are several of BrickLink's, hardly ever the other way round: then the first counts. */
function idsByBrickLink(colors: readonly OwlColor[]): OwlColorIds {
  const ids = new Map<number, number>()
  for (const { id, bricklink } of colors) for (const other of bricklink) if (!ids.has(other)) ids.set(other, id)
  return ids
}

async function firstFound(questions: Call<string[]>[], service: Pick<Service, 'call'>): Promise<string[]> {
  for (const question of questions) {
    const { value } = await service.call(question)
    if (value) return value
  }
  return []
}

function problemOf({ part, color, quantity }: Lot, message: string, fix?: string): Problem {
  return { level: 'warning', code: 'offer.item', message, part, color: String(color), quantity, ...(fix && { fix }) }
}

function nameOf({ part, itemType = 'P' }: Lot): string {
  return `${WORDS[itemType]} ${part}`
}

const WORDS: Record<NonNullable<Lot['itemType']>, string> = {
  ...{ P: 'part', S: 'set', M: 'minifigure', B: 'book', G: 'gear', C: 'catalog', I: 'instruction', O: 'original box' },
}
