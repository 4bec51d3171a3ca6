import { groupBy } from './groups.js'
import type { Pair, SellerLot, World, WorldMinifig, WorldPart, WorldSet } from './world.js'

/** A thing with a BOID. A part has one without a color, a pair one with it: `737117-38`. */
export interface OwlItem {
  boid: string
  type: 'Part' | 'Set' | 'Minifigure'
  part?: WorldPart
  pair?: Pair
  set?: WorldSet
  minifig?: WorldMinifig
}

/** The world by Brick Owl's numbers. */
export interface OwlIndex {
  world: World
  items: OwlItem[]
  item(boid: string): OwlItem | undefined
  /** Those that somebody calls so. */
  named(id: string): OwlItem[]
  /** Who sells it; of a part without a color, in every color. */
  lots(item: OwlItem): SellerLot[]
}

export function indexOf(world: World): OwlIndex {
  const byPart = groupBy(world.pairs, ({ part }) => part)
  const items: OwlItem[] = [
    ...world.parts.flatMap((part) => [
      ...(byPart.get(part) ?? []).map((pair) => colored(pair)),
      { boid: part.boid, type: 'Part' as const, part },
    ]),
    ...world.sets.map((set) => ({ boid: set.boid, type: 'Set' as const, set })),
    ...world.minifigs.map((minifig) => ({ boid: minifig.boid, type: 'Minifigure' as const, minifig })),
  ]
  const byBoid = new Map(items.map((item) => [item.boid, item]))
  let byName: Map<string, OwlItem[]> | undefined
  let byThing = groupBy(world.lots, boidOf)
  let count = world.lots.length

  return {
    ...{ world, items },
    item: (boid) => byBoid.get(boid),
    named(id) {
      byName ??= inverted(items)
      return byName.get(id) ?? []
    },
    lots({ boid, part }) {
      // Tests may add lots at any time.
      if (count !== world.lots.length) byThing = groupBy(world.lots, boidOf)
      count = world.lots.length
      const boids = part ? (byPart.get(part) ?? []).map((pair) => pair.boid) : [boid]
      return boids.flatMap((one) => byThing.get(one) ?? [])
    },
  }
}

export function boidOf({ pair, set, minifig }: Pick<SellerLot, 'pair' | 'set' | 'minifig'>): string {
  return (pair ?? set ?? minifig)?.boid ?? ''
}

export interface OwlId {
  id: string
  type: string
}

/**
 * The numbers of a thing in all systems, sorted. Some stand there twice, as in the recordings.
 * `item_no` are LEGO's numbers of a part in a color.
 */
export function idsOf({ boid, part, pair, set, minifig }: OwlItem): OwlId[] {
  const piece = part ?? pair?.part
  const elements = pair?.elements ?? []
  const ids = [
    ...(piece ? [{ id: piece.rebrickable, type: 'design_id' }] : []),
    ...(piece ? [{ id: piece.ldraw, type: 'ldraw' }] : []),
    ...(piece ? [{ id: piece.ldraw, type: 'peeron_id' }] : []),
    ...(piece && piece.bricklink !== piece.rebrickable ? [{ id: piece.bricklink, type: 'bl_item_no' }] : []),
    ...[...elements, ...elements].map((id) => ({ id, type: 'item_no' })),
    ...(set ? [{ id: set.no, type: 'set_number' }] : []),
    ...(minifig ? [{ id: minifig.bricklink, type: 'bl_item_no' }] : []),
    { id: boid, type: 'boid' },
  ]
  return ids.toSorted((a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1))
}

/** By which numbers it is found: more than those that are shown. */
export function namesOf(item: OwlItem): OwlId[] {
  const { part, pair, set } = item
  const bricklink = (part ?? pair?.part)?.bricklink ?? set?.no
  return [
    ...idsOf(item),
    ...(bricklink ? [{ id: bricklink, type: 'bl_item_no' }] : []),
    ...(set ? [{ id: set.no.replace(/-1$/, ''), type: 'set_number' }] : []),
  ]
}

/** As Brick Owl writes it: `LEGO Black Brick 2 x 4 (3001)`. */
export function nameOf({ part, pair, set, minifig }: OwlItem): string {
  const piece = pair?.part ?? part
  if (piece) return `LEGO ${pair ? `${pair.color.brickowlName} ` : ''}${piece.name} (${piece.rebrickable})`
  return set ? `LEGO ${set.name} Set ${set.no.replace(/-1$/, '')}` : `LEGO ${minifig?.name} Minifigure`
}

export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** Where HTML is allowed, PHP wrote it so that it is shown as it was meant. */
export function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#039;')
}

function colored(pair: Pair): OwlItem {
  return { boid: pair.boid, type: 'Part', pair }
}

function inverted(items: OwlItem[]): Map<string, OwlItem[]> {
  const names = items.flatMap((item) => [...new Set(namesOf(item).map(({ id }) => id))].map((id) => ({ id, item })))
  return new Map([...groupBy(names, ({ id }) => id)].map(([id, rows]) => [id, rows.map(({ item }) => item)]))
}
