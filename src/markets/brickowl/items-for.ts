import type { Lot } from '../../core/inventory.js'
import type { Problem } from '../../core/problem.js'
import type { Call } from '../../system/http/call.js'
import type { Service } from '../../system/http/open-service.js'
import { bareBoid, boidsCall, COLORS_CALL, OWL_TYPES, type IdType, type OwlColor } from './boids.js'

/** What a lot in BrickLink's numbers is at Brick Owl. */
export interface OwlItems {
  /** With the color, if it has one: usually one, none where nobody knows, several where Brick Owl tells more apart. */
  boids: string[]
  /** The items of any color that it may be. */
  isAnyColor: boolean
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
  const found = new Map<string, Promise<string[]>>()
  let colors: Promise<OwlColor[]> | undefined
  return { itemsFor, firstQuestion: (lot) => questionsOf(lot)[0] }

  async function itemsFor(lot: Lot): Promise<OwlItems> {
    const boids = await boidsOf(lot)
    const isColored = (lot.itemType ?? 'P') === 'P' && lot.color !== 0
    return itemsOf(lot, boids, isColored && boids.length > 0 ? await allColors() : [])
  }

  function questionsOf(lot: Pick<Lot, 'part' | 'itemType'>): Call<string[]>[] {
    const key = keyOf(lot)
    const asked = questions.get(key) ?? questionsFor(lot)
    questions.set(key, asked)
    return asked
  }

  /** What fails is not remembered. */
  function boidsOf(lot: Lot): Promise<string[]> {
    const key = keyOf(lot)
    const known = found.get(key)
    if (known) return known
    const asked = firstFound(questionsOf(lot), service)
    found.set(key, asked)
    asked.catch(() => found.delete(key))
    return asked
  }

  function allColors(): Promise<OwlColor[]> {
    if (colors) return colors
    const asked = service.call(COLORS_CALL).then(({ value = [] }) => value)
    colors = asked
    asked.catch(() => (colors = undefined))
    return asked
  }
}

function keyOf({ part, itemType = 'P' }: Pick<Lot, 'part' | 'itemType'>): string {
  return `${itemType}:${part}`
}

function itemsOf(lot: Lot, found: readonly string[], colors: readonly OwlColor[]): OwlItems {
  const type = lot.itemType ?? 'P'
  const items = [...new Set(found.map(bareBoid))]
  const isAnyColor = type === 'P' && lot.color === 0
  if (items.length === 0)
    return {
      boids: [],
      isAnyColor,
      problem: problemOf(lot, `Brick Owl has nothing that is ${nameOf(lot)} at BrickLink`),
    }
  if (type !== 'P' || isAnyColor) return told(items)
  const color = owlColor(lot.color, colors)
  if (color === undefined) {
    const message = `Brick Owl has no color that is ${lot.color} at BrickLink`
    return { boids: [], isAnyColor, problem: problemOf(lot, message) }
  }
  const colored = items.map((item) => `${item}-${color}`)
  const known = colored.filter((boid) => found.includes(boid))
  return told(known.length > 0 ? known : colored)

  function told(boids: string[]): OwlItems {
    if (boids.length === 1) return { boids, isAnyColor }
    const message = `Brick Owl has several things that are ${nameOf(lot)} at BrickLink: ${boids.join(', ')}`
    return { boids, isAnyColor, problem: problemOf(lot, message, 'offers of all of them count: look at what you buy') }
  }
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

/** Some of Brick Owl's colors are several of BrickLink's, hardly ever the other way round: then the first counts. */
function owlColor(bricklink: number, colors: readonly OwlColor[]): number | undefined {
  return colors.find((color) => color.bricklink.includes(bricklink))?.id
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
