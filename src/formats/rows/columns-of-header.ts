import type { IdSystem } from '../../core/inventory.js'
import { placeOfColumn } from './head.js'
import type { TableColumns, TableField } from './table-lots.js'

/**
 * Which column of a table is what, by their names; undefined where they do not say whose numbers the parts have, which
 * color, or how many. Names are as `columnKey` has them.
 */
export function columnsOfHeader(keys: readonly string[]): TableColumns | undefined {
  const quantity = placeOfColumn(keys, QUANTITY)
  if (quantity === undefined) return undefined
  for (const system of SYSTEMS) {
    const part = keys.findIndex((key) => isPartOf(system, key, keys))
    if (part < 0) continue
    const at: TableColumns['at'] = { ...besides(keys), part, quantity }
    if (system === 'element') return { system, at }
    const found = colorFor(system, keys)
    if (found) return { system, colors: found.colors, at: { ...at, color: found.place } }
  }
  return undefined
}

/** Whose numbers a column has, by its name; undefined where that does not say it. */
export function systemOfPart(key: string, keys: readonly string[]): IdSystem | undefined {
  return SYSTEMS.find((system) => isPartOf(system, key, keys))
}

/** Whose colors a column has, by its name; undefined where that does not say it. */
export function systemOfColor(key: string): IdSystem | undefined {
  return SYSTEMS.find((system) => system !== 'element' && colorOf(system, [key]) >= 0)
}

/** The numbers that tell most come first: a table may have several. */
const SYSTEMS: IdSystem[] = ['bricklink', 'rebrickable', 'ldraw', 'brickowl', 'lego', 'element']

/** What people call the systems in headers. */
const OWNERS: Record<Exclude<IdSystem, 'element'>, string> = {
  bricklink: 'bricklink|bl',
  rebrickable: 'rebrickable|rb',
  ldraw: 'ldraw|ld',
  brickowl: 'brickowl|bo',
  lego: 'lego',
}

const THING = '(part|item|design|mold|mould)?(id|no|num|number|nr|code)?'

function isPartOf(system: IdSystem, key: string, keys: readonly string[]): boolean {
  if (system === 'element') return /^(lego)?element(id|no|num|number|nr)?$/.test(key)
  if (system === 'bricklink' && /^item(id|no|number)$/.test(key))
    return keys.some((other) => /^itemtype(id)?$/.test(other))
  if (system === 'rebrickable' && key === 'partnum') return true
  if (system === 'lego' && /^design(id|no|number)$/.test(key)) return true
  return new RegExp(`^(${OWNERS[system]})${THING}$|^${THING}(${OWNERS[system]})$`).test(key)
}

/** The column with colors of the system itself; else one that does not say whose they are; else one of another's. */
function colorFor(system: Exclude<IdSystem, 'element'>, keys: readonly string[]) {
  const own = colorOf(system, keys)
  if (own >= 0) return { place: own, colors: system }
  const plain = placeOfColumn(keys, COLOR)
  if (plain !== undefined) return { place: plain, colors: system }
  for (const colors of Object.keys(OWNERS) as (keyof typeof OWNERS)[]) {
    const place = colorOf(colors, keys)
    if (place >= 0) return { place, colors }
  }
  return undefined
}

function colorOf(system: keyof typeof OWNERS, keys: readonly string[]): number {
  const owner = OWNERS[system]
  const name = new RegExp(`^(${owner})colou?r(id|no|code|number|name)?$|^colou?r(id|no|code)?(${owner})$`)
  return keys.findIndex((key) => name.test(key))
}

const COLOR = ['colorid', 'colourid', 'color', 'colour', 'colorname', 'colourname']
const QUANTITY = ['quantity', 'qty', 'minqty', 'count', 'amount', 'num', 'pieces', 'pcs', 'anzahl', 'menge']

const BESIDES: Partial<Record<TableField, string[]>> = {
  type: ['itemtype', 'itemtypeid'],
  element: ['elementid', 'element', 'elementno', 'legoelementid', 'pcc'],
  condition: ['condition', 'cond'],
  maxPrice: ['maxprice'],
  price: ['price', 'unitprice'],
  have: ['have', 'qtyfilled'],
  remarks: ['remarks', 'remark', 'notes', 'note'],
  comments: ['comments', 'comment'],
  name: ['partname', 'itemname', 'name', 'description'],
  spare: ['isspare', 'spare'],
}

function besides(keys: readonly string[]): TableColumns['at'] {
  const at: TableColumns['at'] = {}
  for (const [field, names] of Object.entries(BESIDES) as [TableField, string[]][]) {
    const place = placeOfColumn(keys, names)
    if (place !== undefined) at[field] = place
  }
  return at
}
