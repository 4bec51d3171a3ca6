import type { Catalog, InventoryRow } from './rebrickable-catalog.js'
import type { Switches } from './service.js'
import type { Pair, WorldColor, WorldMinifig, WorldPart, WorldSet } from './world.js'

/** A part as it stands in lists: without `print_of` since 2025-07-23, unless the switch `print_of_in_lists` is on. */
export function partRow(part: WorldPart, switches: Switches) {
  return { ...plainPart(part), ...(switches['print_of_in_lists'] ? { print_of: part.printOf ?? null } : {}) }
}

/** A part alone, or with `inc_part_details=1`. */
export function partDetail(part: WorldPart, { world }: Catalog) {
  const { part_num, name, part_cat_id, part_url, part_img_url, external_ids } = plainPart(part)
  const prints = world.parts.filter(({ printOf }) => printOf === part.rebrickable).map(({ rebrickable }) => rebrickable)
  return {
    ...{ part_num, name, part_cat_id, year_from: part.yearFrom, year_to: part.yearTo, part_url, part_img_url },
    ...{ prints, molds: [], alternates: [], external_ids, print_of: part.printOf ?? null },
  }
}

/** A part as a list shows it that was asked with or without `inc_part_details=1`. */
export function listedPart(part: WorldPart, query: URLSearchParams, catalog: Catalog, switches: Switches) {
  return query.get('inc_part_details') === '1' ? partDetail(part, catalog) : partRow(part, switches)
}

/** A color; `inc_color_details=0` leaves out the numbers of others. */
export function colorRow(color: WorldColor, { isShort = false } = {}) {
  const { rebrickable: id, rebrickableName: name, rgb, transparent } = color
  const short = { id, name, rgb, is_trans: transparent }
  if (isShort) return short
  const lego = color.lego === undefined ? {} : { LEGO: names(color.lego, legoNames(color.legoName ?? name)) }
  return {
    ...short,
    external_ids: {
      BrickLink: names(color.bricklink, [color.bricklinkName]),
      BrickOwl: names(color.brickowl, [color.brickowlName]),
      ...lego,
      Peeron: names(null, [name.toLowerCase()]),
      LDraw: names(color.ldraw, [name]),
    },
  }
}

/** What is no color: the first and the last of the list of colors. */
export const SPECIAL_COLORS = [
  { id: -1, name: '[Unknown]', rgb: '0033B2', is_trans: false, external_ids: {} },
  { id: 9999, name: '[Any Color]', rgb: '05131D', is_trans: false, external_ids: {} },
]

export function inventoryRow(row: InventoryRow, query: URLSearchParams, catalog: Catalog, switches: Switches) {
  const { id, pair, holder, quantity, isSpare } = row
  return {
    ...{ id, inv_part_id: id, part: listedPart(pair.part, query, catalog, switches) },
    color: colorRow(pair.color, { isShort: query.get('inc_color_details') === '0' }),
    ...{ set_num: holder, quantity, is_spare: isSpare, element_id: pair.elements[0] ?? null },
    num_sets: catalog.setsWith(pair).length,
  }
}

export function setRow(set: WorldSet, catalog: Catalog) {
  return {
    ...{ set_num: set.no, name: set.name, year: set.year, theme_id: set.theme.id },
    ...{ num_parts: pieces(catalog.inventory(set, { withMinifigs: true })), set_img_url: setImage(set) },
    ...{ set_url: `${SITE}/sets/${set.no}/${slug(set.name)}/`, last_modified_dt: modified(set.no) },
  }
}

/** A minifig is written like a set, without a year and a theme. */
export function minifigRow(minifig: WorldMinifig, catalog: Catalog) {
  const { rebrickable: no, name } = minifig
  return {
    ...{ set_num: no, name, num_parts: pieces(catalog.inventory(minifig)) },
    ...{ set_img_url: `${MEDIA}/sets/${no}/${number(no)}.jpg`, set_url: `${SITE}/minifigs/${no}/${slug(name)}/` },
    last_modified_dt: modified(no),
  }
}

export function partColorRow(pair: Pair, catalog: Catalog) {
  const { color, elements } = pair
  return {
    ...{ color_id: color.rebrickable, color_name: color.rebrickableName, ...partColorNumbers(pair, catalog) },
    ...{ part_img_url: partImage(pair.part), elements },
  }
}

export function partColorDetail(pair: Pair, catalog: Catalog) {
  const { yearFrom, yearTo } = pair.part
  return {
    ...{ part_img_url: partImage(pair.part), year_from: yearFrom, year_to: yearTo },
    ...{ ...partColorNumbers(pair, catalog), elements: pair.elements },
  }
}

export function elementRow(pair: Pair, element: string, catalog: Catalog) {
  return {
    ...{ part: partDetail(pair.part, catalog), color: colorRow(pair.color), element_id: element },
    ...{ design_id: design(pair.part.rebrickable), element_img_url: `${MEDIA}/parts/elements/${element}.jpg` },
    part_img_url: partImage(pair.part),
  }
}

/** Models of other people from the pieces of a set. */
export function alternates(set: WorldSet) {
  const count = number(set.no) % 4
  return Array.from({ length: count }, (_, n) => {
    const [no, designer] = [
      `MOC-${90_000 + number(set.no, 900) * 10 + n}`,
      ['Drawbridge', 'Keystone', 'Buttress'][n % 3],
    ]
    return {
      ...{ set_num: no, name: `${set.name}: Variation ${n + 1}`, year: set.year + 1, theme_id: set.theme.id },
      ...{ num_parts: 19 + n * 40, moc_img_url: n === 2 ? null : `${MEDIA}/mocs/${no.toLowerCase()}.jpg` },
      moc_url: `${SITE}/mocs/${no}/${designer}/${slug(set.name)}/`,
      ...{ designer_name: designer, designer_url: `${SITE}/users/${designer}/mocs/` },
    }
  })
}

export function setImage({ no }: WorldSet): string | null {
  return number(no) % 11 === 0 ? null : `${MEDIA}/sets/${no}/${number(no)}.jpg`
}

const SITE = 'https://rebrickable.com'
const MEDIA = 'https://cdn.rebrickable.com/media'

function plainPart(part: WorldPart) {
  return {
    ...{ part_num: part.rebrickable, name: part.name, part_cat_id: part.category },
    part_url: `${SITE}/parts/${part.rebrickable}/${slug(part.name)}/`,
    ...{ part_img_url: partImage(part), external_ids: numbers(part) },
  }
}

/**
 * What other systems call a part. Where BrickLink is not named, its number is the same or it has none: 7 of 1,000
 * recorded parts are so. Some rare parts have no numbers at all.
 */
function numbers({ rebrickable, bricklink, ldraw, boid }: WorldPart): Record<string, string[]> {
  const isSame = rebrickable === bricklink && rebrickable === ldraw
  if (isSame && number(rebrickable) % 37 === 5) return {}
  const isSilent = isSame && number(rebrickable) % 31 === 7
  const lego = design(rebrickable)
  return {
    ...(isSilent ? {} : { BrickLink: [bricklink] }),
    ...{ BrickOwl: [boid], Brickset: [lego], LDraw: [ldraw], LEGO: [lego] },
  }
}

/** LEGO does not write the letters that others put behind its numbers. */
function design(no: string): string {
  return /^\d+/.exec(no)?.[0] ?? no
}

function partImage({ rebrickable }: WorldPart): string | null {
  return number(rebrickable) % 13 === 4 ? null : `${MEDIA}/parts/elements/${number(rebrickable)}.jpg`
}

function names(id: number | null, words: string[]) {
  return { ext_ids: [id], ext_descrs: [words] }
}

function legoNames(name: string): string[] {
  return [name, name.toUpperCase()]
}

function partColorNumbers(pair: Pair, catalog: Catalog) {
  const sets = catalog.setsWith(pair)
  const rows = sets.flatMap((set) => catalog.inventory(set)).filter((row) => row.pair === pair)
  return { num_sets: sets.length, num_set_parts: pieces(rows) }
}

function pieces(rows: InventoryRow[]): number {
  return rows.reduce((sum, { quantity, isSpare }) => sum + (isSpare ? 0 : quantity), 0)
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** With six decimals of the second, as recorded. */
function modified(no: string): string {
  const time = Date.UTC(2019, 0, 1) + number(no, 200_000) * 1_000_003
  return new Date(time).toISOString().replace('Z', `${String(number(no, 1_000)).padStart(3, '0')}Z`)
}

/** A number that looks like chance and always is the same for the same text. */
function number(text: string, below = 100_000): number {
  let sum = 7
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003
  return sum % below
}
