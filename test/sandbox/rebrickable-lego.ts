import { notFound, page, type Act, type Call, type Routes } from './rebrickable-routes.js'
import * as rows from './rebrickable-rows.js'
import { json, type Answer } from './service.js'
import type { WorldMinifig, WorldPart, WorldSet } from './world.js'

/** The catalog: what everybody with a key may read. */
export const legoRoutes: Routes = {
  'GET /lego/colors/': (call) => page(call, colors(call), (color) => color),
  'GET /lego/colors/*/': (call, id) =>
    found(
      call,
      'Color',
      colors(call).find((color) => String(color.id) === id),
    ),
  'GET /lego/elements/*/': (call, element = '') => {
    const pair = call.catalog.element(element)
    return found(call, 'Element', pair && rows.elementRow(pair, element, call.catalog))
  },
  'GET /lego/part_categories/': (call) => page(call, categories(call), (category) => category),
  'GET /lego/part_categories/*/': (call, id) =>
    found(
      call,
      'PartCategory',
      categories(call).find((category) => String(category.id) === id),
    ),
  'GET /lego/themes/': (call) => page(call, themes(call), (theme) => theme),
  'GET /lego/themes/*/': (call, id) =>
    found(
      call,
      'Theme',
      themes(call).find((theme) => String(theme.id) === id),
    ),

  'GET /lego/parts/': (call) => page(call, parts(call), (part) => listed(call, part)),
  'GET /lego/parts/*/': withPart((call, part) => json(200, rows.partDetail(part, call.catalog))),
  'GET /lego/parts/*/colors/': withPart((call, part) => {
    const inSets = call.catalog.pairsOf(part).filter((pair) => call.catalog.setsWith(pair).length > 0)
    return page(call, inSets, (pair) => rows.partColorRow(pair, call.catalog))
  }),
  'GET /lego/parts/*/colors/*/': withPart((call, part, color) => {
    const pair = pairOf(call, part, color)
    return found(call, 'PartColor', pair && rows.partColorDetail(pair, call.catalog))
  }),
  'GET /lego/parts/*/colors/*/sets/': withPart((call, part, color) => {
    const pair = pairOf(call, part, color)
    return page(call, pair ? call.catalog.setsWith(pair) : [], (set) => rows.setRow(set, call.catalog))
  }),

  'GET /lego/sets/': (call) => page(call, sets(call), (set) => rows.setRow(set, call.catalog)),
  'GET /lego/sets/*/': withSet((call, set) => json(200, rows.setRow(set, call.catalog))),
  'GET /lego/sets/*/parts/': withSet((call, set) => inventory(call, set)),
  'GET /lego/sets/*/alternates/': withSet((call, set) => page(call, rows.alternates(set), (moc) => moc)),
  'GET /lego/sets/*/minifigs/': withSet((call, set) => page(call, minifigsIn(call, set), (row) => row)),
  'GET /lego/sets/*/sets/': withSet((call, set) => page(call, setsIn(set), (row) => row)),

  'GET /lego/minifigs/': (call) => page(call, minifigs(call), (figure) => rows.minifigRow(figure, call.catalog)),
  'GET /lego/minifigs/*/': withMinifig((call, figure) => json(200, rows.minifigRow(figure, call.catalog))),
  'GET /lego/minifigs/*/parts/': withMinifig((call, figure) => inventory(call, figure)),
  'GET /lego/minifigs/*/sets/': withMinifig((call, figure) =>
    page(call, setsWithMinifig(call, figure), (set) => rows.setRow(set, call.catalog)),
  ),
}

export function extraParts({ switches }: Call): number {
  return Number(switches['extra_parts'])
}

/** The filters that lists of sets have, the user's too. */
export function fitsSet({ ask, catalog }: Call, set: WorldSet): boolean {
  const { num_parts, year } = rows.setRow(set, catalog)
  return (
    within(year, ask.query, 'year') &&
    within(num_parts, ask.query, 'parts') &&
    isAsked(ask.query, 'theme_id', set.theme.id) &&
    isSought(ask.query, set.no, set.name)
  )
}

/** What everybody else calls a filter by equality: no such parameter fits everything. */
export function isAsked(query: URLSearchParams, name: string, value: string | number): boolean {
  const asked = query.get(name)
  return !asked || asked === String(value)
}

export function isSought(query: URLSearchParams, ...texts: string[]): boolean {
  const words = (query.get('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => texts.some((text) => text.toLowerCase().includes(word)))
}

function found(call: Call, thing: string, value: unknown): Answer {
  return value === undefined ? notFound(call, thing) : json(200, value)
}

function withPart(act: (call: Call, part: WorldPart, color: string) => Answer): Act {
  return (call, no = '', color = '') => {
    const part = call.catalog.part(no, extraParts(call))
    return part ? act(call, part, color) : notFound(call, 'Part')
  }
}

function withSet(act: (call: Call, set: WorldSet) => Answer): Act {
  return (call, no = '') => {
    const set = call.catalog.set(no)
    return set ? act(call, set) : notFound(call, 'Set')
  }
}

function withMinifig(act: (call: Call, figure: WorldMinifig) => Answer): Act {
  return (call, no = '') => {
    const figure = call.catalog.minifig(no)
    return figure ? act(call, figure) : notFound(call, 'Minifig')
  }
}

function colors({ ask, catalog }: Call) {
  const isShort = ask.query.get('inc_color_details') === '0'
  const [unknown, any] = SPECIAL
  const known = catalog.world.colors.map((color) => rows.colorRow(color, { isShort }))
  return [unknown, ...known.toSorted((a, b) => a.id - b.id), any].flatMap((color) => color ?? [])
}

const SPECIAL = rows.SPECIAL_COLORS

function categories({ catalog }: Call) {
  const { categories: all, parts: known } = catalog.world
  return all.map(({ id, name }) => ({ id, name, part_count: known.filter(({ category }) => category === id).length }))
}

function themes({ catalog }: Call) {
  const byId = new Map(catalog.world.sets.map(({ theme }) => [theme.id, theme]))
  return [...byId.values()].map(({ id, name }) => ({ id, parent_id: null, name }))
}

function parts(call: Call): readonly WorldPart[] {
  const { query } = call.ask
  const all = call.catalog.parts(extraParts(call))
  if (!PART_FILTERS.some((name) => query.get(name))) return all
  const numbers = query.get('part_nums') ? new Set(query.get('part_nums')?.split(',')) : undefined
  return all.filter(
    (part) =>
      (numbers?.has(part.rebrickable) ?? true) &&
      isAsked(query, 'part_num', part.rebrickable) &&
      isAsked(query, 'part_cat_id', part.category) &&
      isAsked(query, 'bricklink_id', part.bricklink) &&
      isAsked(query, 'brickowl_id', part.boid) &&
      isAsked(query, 'ldraw_id', part.ldraw) &&
      isAsked(query, 'lego_id', /^\d+/.exec(part.rebrickable)?.[0] ?? '') &&
      (!query.get('color_id') || pairOf(call, part, query.get('color_id') ?? '') !== undefined) &&
      isSought(query, part.rebrickable, part.name),
  )
}

const PART_FILTERS = [
  ...['part_num', 'part_nums', 'part_cat_id', 'color_id', 'bricklink_id', 'brickowl_id', 'lego_id', 'ldraw_id'],
  'search',
]

function listed({ ask, catalog, switches }: Call, part: WorldPart) {
  return rows.listedPart(part, ask.query, catalog, switches)
}

function pairOf({ catalog }: Call, part: WorldPart, id: string) {
  const color = catalog.color(Number(id))
  return color && catalog.pair(part, color)
}

function sets(call: Call): WorldSet[] {
  return call.catalog.world.sets.filter((set) => fitsSet(call, set))
}

function inventory(call: Call, thing: WorldSet | WorldMinifig): Answer {
  const { ask, catalog, switches } = call
  const all = catalog.inventory(thing, { withMinifigs: ask.query.get('inc_minifig_parts') === '1' })
  return page(call, all, (row) => rows.inventoryRow(row, ask.query, catalog, switches))
}

function minifigsIn({ catalog }: Call, set: WorldSet) {
  return set.rows.flatMap(({ minifig, quantity }, n) => {
    if (!minifig) return []
    const { set_num, name: set_name, set_img_url } = rows.minifigRow(minifig, catalog)
    return [{ id: 34_001 + n, set_num, set_name, quantity, set_img_url }]
  })
}

function setsIn({ rows: all }: WorldSet) {
  return all.flatMap(({ set, quantity }, n) => {
    return set
      ? [{ id: 36_001 + n, set_num: set.no, set_name: set.name, quantity, set_img_url: rows.setImage(set) }]
      : []
  })
}

function minifigs(call: Call): WorldMinifig[] {
  const { query } = call.ask
  return call.catalog.world.minifigs.filter((figure) => {
    const holders = setsWithMinifig(call, figure)
    return (
      within(rows.minifigRow(figure, call.catalog).num_parts, query, 'parts') &&
      (!query.get('in_set_num') || holders.some(({ no }) => no === query.get('in_set_num'))) &&
      (!query.get('in_theme_id') || holders.some(({ theme }) => String(theme.id) === query.get('in_theme_id'))) &&
      isSought(query, figure.rebrickable, figure.name)
    )
  })
}

function setsWithMinifig({ catalog }: Call, figure: WorldMinifig): WorldSet[] {
  return catalog.world.sets.filter((set) => set.rows.some(({ minifig }) => minifig === figure))
}

function within(value: number, query: URLSearchParams, name: string): boolean {
  const [least, most] = [query.get(`min_${name}`), query.get(`max_${name}`)]
  return (!least || value >= Number(least)) && (!most || value <= Number(most))
}
