import type { OwlCall, Methods } from './brickowl-call.js'
import { idsOf, nameOf, namesOf, slug, type OwlItem } from './brickowl-index.js'
import { counted, needed, refuse } from './brickowl-json.js'
import { decimal, type SellerLot, type WorldColor, type WorldSet } from './world.js'

/** What there is, and under which numbers. */
export const catalogMethods: Methods = {
  'GET catalog/id_lookup': { act: idLookup },
  'GET catalog/lookup': { act: (call) => shown(call, itemOf(call, needed(call.args, 'boid'))), needs: 'catalog' },
  'GET catalog/bulk_lookup': { act: bulkLookup, needs: 'catalog', isBulk: true },
  'GET catalog/bulk': { act: (call) => ofType(call).map((item) => shown(call, item)), needs: 'catalog', isBulk: true },
  'GET catalog/list': { act: (call) => ofType(call).map(row), needs: 'catalog' },
  'GET catalog/search': { act: search, needs: 'catalog' },
  'GET catalog/inventory': { act: inventory, needs: 'catalog' },
  'GET catalog/color_list': { act: ({ index }) => colorList(index.world.colors) },
  'GET catalog/condition_list': { act: () => CONDITIONS },
  'GET catalog/field_option_list': {
    act: ({ args }) => OPTIONS[needed(args, 'type')] ?? refuse(400, 'Invalid value for type'),
  },
}

export const CONDITIONS: Record<string, { id: string; name: string }> = Object.fromEntries(
  [
    ...[['new', 'New'] as const, ['news', 'New (Sealed)'] as const, ['newc', 'New (Complete)'] as const],
    ...[['newi', 'New (Incomplete)'] as const, ['usedc', 'Used (Complete)'] as const],
    ...[['usedi', 'Used (Incomplete)'] as const, ['usedn', 'Used (Like New)'] as const],
    ...[['usedg', 'Used (Good)'] as const, ['useda', 'Used (Acceptable)'] as const, ['other', 'Other'] as const],
  ].map(([id, name]) => [id, { id, name }]),
)

/** The thing with this BOID, or the end of the call. */
export function itemOf({ index }: OwlCall, boid: string): OwlItem {
  return index.item(boid) ?? refuse(404, 'Not found')
}

const TYPES = ['Part', 'Set', 'Minifigure', 'Gear', 'Sticker', 'Minibuild', 'Instructions', 'Packaging']

const OPTIONS: Record<string, Record<string, string>> = {
  type: Object.fromEntries(TYPES.map((type) => [type, type])),
  theme: { 9001: 'Old Town', 9002: 'Waterside', 9003: 'Rails' },
}

const ID_TYPES = ['item_no', 'design_id', 'bl_item_no', 'set_number', 'ldraw', 'peeron_id', 'boid', 'ean', 'upc']

/** For a number that parts of all colors share: each color that exists, and last the part without one. */
function idLookup({ args, index }: OwlCall) {
  const [id, type, idType] = [needed(args, 'id'), needed(args, 'type'), args.get('id_type')]
  if (!TYPES.includes(type)) refuse(400, 'Invalid value for type')
  if (idType && !ID_TYPES.includes(idType)) refuse(400, 'Invalid value for id_type')
  const found = index.named(id).filter((item) => item.type === type && isCalled(item, id, idType))
  const parts = new Set(found.flatMap(({ pair }) => pair?.part.boid ?? []))
  return { boids: [...new Set([...found.map(({ boid }) => boid), ...parts])] }
}

function isCalled(item: OwlItem, id: string, idType: string | null): boolean {
  return namesOf(item).some((one) => one.id === id && (!idType || one.type === idType))
}

function bulkLookup(call: OwlCall) {
  const boids = needed(call.args, 'boids').split(',').filter(Boolean)
  if (boids.length > 100) refuse(400, 'Too many boids, the maximum is 100')
  const items = boids.flatMap((boid) => call.index.item(boid) ?? []).map((item) => shown(call, item))
  // One client reports a map, another a list.
  return call.switches['bulk_lookup_list'] ? items : Object.fromEntries(items.map((item) => [item.boid, item]))
}

function ofType({ args, index }: OwlCall): OwlItem[] {
  const type = args.get('type')
  if (type && !TYPES.includes(type)) refuse(400, 'Invalid value for type')
  return index.items.filter((item) => !type || item.type === type)
}

function row(item: OwlItem) {
  return { boid: item.boid, type: item.type, name: nameOf(item), permalink: permalink(item) }
}

const PER_PAGE = 25

function search({ args, index }: OwlCall) {
  const words = needed(args, 'query').toLowerCase().split(/\s+/)
  const page = counted(args, 'page', { otherwise: 1, most: 50 })
  const isAll = words.join(' ') === 'all'
  const found = index.items.filter((item) => {
    const text = [nameOf(item), ...idsOf(item).map(({ id }) => id)].join(' ').toLowerCase()
    return isAll || words.every((word) => text.includes(word))
  })
  const results = found.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  return { results: results.map(row), total_available: found.length }
}

/** What is in a set or a minifig. What may replace a row has its number as `alt_link`. */
function inventory(call: OwlCall) {
  const { set, minifig } = itemOf(call, needed(call.args, 'boid'))
  const rows = (set ?? minifig)?.rows ?? []
  const shownRows = rows
    .filter(({ isCounterpart }) => !isCounterpart)
    .map(({ pair, minifig: figure, set: inner, quantity, extra, match }, n) => ({
      boid: (pair ?? figure ?? inner)?.boid,
      ...{ quantity, extra_quantity: extra, sequence_id: n + 1 },
      ...(match > 0 ? { alt_link: match } : {}),
    }))
  return { inventory: shownRows }
}

/** Several colors of LDraw may be one here. */
function colorList(colors: WorldColor[]) {
  const byId = new Map<number, WorldColor[]>()
  for (const color of colors) byId.set(color.brickowl, [...(byId.get(color.brickowl) ?? []), color])
  const rows = [...byId].map(([id, same]) => [
    id,
    {
      ...{ id, name: same[0]?.brickowlName, hex: same[0]?.rgb.toLowerCase() },
      peeron_names: [same[0]?.brickowlName.toLowerCase().replaceAll(' ', '')],
      ...{ ldraw_ids: same.map(({ ldraw }) => ldraw), bl_ids: same.map(({ bricklink }) => bricklink) },
      bl_names: same.map(({ bricklinkName }) => bricklinkName),
      lego_colors: same.flatMap(({ lego, legoName }) =>
        lego === undefined ? [] : [{ lego_id: lego, raw_name: (legoName ?? '').toUpperCase() }],
      ),
    },
  ])
  return Object.fromEntries(rows)
}

/** All that is known of a thing, in the order of the recording. */
function shown(call: OwlCall, item: OwlItem) {
  const { boid, type, pair } = item
  const text = slug(nameOf(item))
  const sizes = ['small', 'medium', 'large'] as const
  return {
    ...{ boid, type, ids: idsOf(item), name: nameOf(item) },
    ...{ url: `https://www.brickowl.com/catalog/${text}`, permalink: permalink(item) },
    ...{ cheapest_gbp: cheapest(call, item), cat_name_path: path(call, item) },
    ...{ missing_data: pair && pair.elements.length === 0 ? '41' : '', delete_scheduled: 0 },
    images: [
      Object.fromEntries(
        sizes.map((size) => [size, `https://img.brickowl.com/files/image_cache/${size}/${text}-27-${boid}.jpg`]),
      ),
    ],
    ...(pair ? color(pair.color) : {}),
  }
}

function color({ brickowlName, brickowl, rgb }: WorldColor) {
  return { color_name: brickowlName, color_id: brickowl, color_hex: rgb.toLowerCase() }
}

function permalink({ boid }: OwlItem): string {
  return `https://www.brickowl.com/boid/${boid}`
}

function path({ index }: OwlCall, { part, pair, set }: OwlItem): string {
  const piece = part ?? pair?.part
  const category = index.world.categories.find(({ id }) => id === piece?.category)
  if (piece) return `Parts / ${category?.name ?? 'Other'}`
  return set ? `Sets / ${theme(set)}` : 'Minifigures'
}

function theme({ theme: { name } }: WorldSet): string {
  return name
}

/** Of all stores that are open, in pounds. */
function cheapest({ index }: OwlCall, item: OwlItem): string | null {
  const { rates } = index.world
  const inPounds = ({ price, store }: SellerLot) => (price * (rates['GBP'] ?? 1)) / (rates[store.currency] ?? 1_000_000)
  const prices = index
    .lots(item)
    .filter(({ store }) => store.open)
    .map(inPounds)
  return prices.length > 0 ? decimal(Math.max(100, Math.min(...prices)), 2) : null
}
