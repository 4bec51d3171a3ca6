import type { Assemblies } from './canonical.js'
import type { Catalog, Component } from '../catalog/catalog.js'
import { MAIN_COLOR } from '../catalog/color-code.js'
import type { Facts } from '../catalog/facts.js'
import { inventory, piecesIn, type Lot, type Place } from '../inventory.js'
import { poseOf, withoutPose } from '../catalog/part-id.js'
import type { Problem } from '../problem.js'

/** An assembly that shops sell whole, and what it is made of. */
interface Recipe {
  part: string
  content: Component[]
}

/** What to join under a policy: nothing; legs, which shops sell whole; or all assemblies that have a number. */
export function assemblyRecipes(assemblies: Assemblies, facts: Facts, lots: readonly Lot[]): Recipe[] {
  if (assemblies === 'keep' || assemblies === 'split') return []
  const ids = assemblies === 'auto' ? LEGS : facts.ids()
  const recipes: Recipe[] = []
  for (const id of ids) {
    const fact = facts.part(id)
    if (fact?.kind !== 'shortcut' || fact.content.length < 2 || (poseOf(id) ?? 1) !== 1) continue
    if (fact.numbers.bricklink === undefined || fact.content.some(({ part }) => isSticker(part, facts))) continue
    recipes.push({ part: withoutPose(id), content: fact.content })
  }
  return [...printedLegs(lots, facts), ...recipes.sort((a, b) => b.content.length - a.content.length)]
}

/** Hips with two legs, in the two forms that LDraw has; BrickLink's 970c00. */
const LEGS = ['3815c01', '73200b-f1']

/**
 * Hips and legs of which some are printed. Shops number the whole after its print, so each printed piece says what it
 * is a piece of; what is not printed is the plain piece.
 */
function printedLegs(lots: readonly Lot[], facts: Facts): Recipe[] {
  const recipes: Recipe[] = []
  const present = PIECES.map((stem) => lots.map(({ part }) => part).filter((part) => part.startsWith(stem)))
  if (present.some((pieces) => pieces.length === 0)) return []
  const wholes = new Set(present.flat().map((part) => facts.part(part)?.partOf))
  for (const whole of wholes) {
    if (whole === undefined) continue
    const [hips, right, left] = PIECES.map((stem, at) => {
      const printed = new Set((present[at] ?? []).filter((part) => facts.part(part)?.partOf === whole))
      return printed.size > 0 ? [...printed] : [stem]
    }) as [string[], string[], string[]]
    const part = facts.partsByNumber('bricklink', whole).find(({ kind }) => kind === 'shortcut')?.id ?? whole
    const pairs = right.flatMap((one) => left.map((other) => [one, other]))
    const content = hips.flatMap((piece) => pairs.map((pair) => [piece, ...pair].map(once)))
    recipes.push(...content.map((pieces) => ({ part, content: pieces })))
  }
  return recipes
}

/** Hips, right leg, left leg; those of other moulds and prints have letters behind. */
const PIECES = ['3815', '3816', '3817']

function once(part: string): Component {
  return { part, color: MAIN_COLOR, quantity: 1 }
}

function isSticker(part: string, facts: Facts): boolean {
  return facts.part(part)?.kind === 'sticker'
}

interface Joined {
  lots: Lot[]
  /** Pieces that went: five loose parts that become one item are four. */
  joined: number
  problems: Problem[]
}

/**
 * Joins loose parts into assemblies, as many as there are all parts for, in the order of the recipes. Parts that
 * shops number alike may stand for each other. Color 16 in a recipe is the color of the assembly; parts of other
 * colors in the recipe must have just these.
 */
export function join(lots: readonly Lot[], recipes: Iterable<Recipe>, catalog: Catalog): Joined {
  const stock = lots.map((lot) => ({ ...lot, places: [...(lot.places ?? [])] }))
  // By number in the shops, then by color: a list may have as many colors as lots.
  const shelf = new Map<string, Map<number, typeof stock>>()
  for (const lot of stock) {
    const colors = shelf.get(nameOf(lot.part)) ?? new Map<number, typeof stock>()
    shelf.set(nameOf(lot.part), colors)
    const here = colors.get(lot.color)
    if (here) here.push(lot)
    else colors.set(lot.color, [lot])
  }
  const made: Lot[] = []
  const problems: Problem[] = []
  let joined = 0
  for (const recipe of recipes) {
    const [main] = recipe.content.filter(({ color }) => color === MAIN_COLOR)
    const colors = main ? [...(shelf.get(nameOf(main.part))?.keys() ?? [])] : []
    for (const color of colors) make(recipe, color)
  }
  return { lots: [...stock.filter(({ quantity }) => quantity > 0), ...inventory('ldraw', made).lots], joined, problems }

  function make({ part, content }: Recipe, color: number): void {
    const picks = content.map((component) => {
      const wanted = component.color === MAIN_COLOR ? color : component.color
      return { lots: find(component.part, wanted), each: component.quantity }
    })
    const count = Math.min(...picks.map(({ lots: found, each }) => Math.floor(piecesIn(found) / each)))
    if (count === 0) return
    const [first = []] = picks.map(({ lots: found, each }) => take(found, count * each))
    // An assembly is where its first part was; of a part that it has twice, where the first half was.
    const places = takePlaces(first, count)
    const list = content.map((component) => component.part).join(' + ')
    made.push({ part, color, quantity: count, places, via: [`joined from ${list}`] })
    joined += (piecesIn(content) - 1) * count
    const place = places[0]
    const message = `${list} joined into ${part}, as shops sell it`
    problems.push({
      level: 'note',
      code: 'part.assembly',
      ...(place && { file: place.file, line: place.line }),
      part,
      quantity: count,
      message,
    })
  }

  function find(part: string, color: number): typeof stock {
    return (shelf.get(nameOf(part))?.get(color) ?? []).filter(({ quantity }) => quantity > 0)
  }

  function nameOf(part: string): string {
    return catalog.part(part)?.numbers.bricklink ?? part
  }
}

/** Takes pieces out of lots, and returns where they came from. */
function take(lots: { quantity: number; places: Place[] }[], count: number): Place[] {
  const taken: Place[] = []
  let left = count
  for (const lot of lots) {
    const here = Math.min(left, lot.quantity)
    lot.quantity -= here
    left -= here
    for (const place of takePlaces(lot.places, here)) taken.push(place)
  }
  return taken
}

function takePlaces(places: Place[], count: number): Place[] {
  const taken: Place[] = []
  let left = count
  while (left > 0) {
    const place = places.shift()
    if (!place) break
    const here = Math.min(left, place.quantity)
    taken.push({ ...place, quantity: here })
    left -= here
    if (here < place.quantity) places.unshift({ ...place, quantity: place.quantity - here })
  }
  return taken
}
