import type { ColorFact, PartFact } from '../../core/catalog/catalog.js'
import { ANY_COLOR, MAIN_COLOR } from '../../core/catalog/color-code.js'
import { colorFromKey } from '../../core/catalog/color-key.js'
import { splitPrefix } from '../../core/catalog/id-prefix.js'
import { CARRIED, type Carried, type CarriedField } from '../../core/carried.js'
import { ITEM_TYPES, type Condition, type IdSystem, type ItemType, type Lot, type Place } from '../../core/inventory.js'
import type { Status } from '../../core/catalog/listing.js'
import { isForeign, normalPart } from '../../core/catalog/part-id.js'
import { OTHER_SYSTEMS } from '../../core/catalog/resolution.js'
import { translateHome, type Homecoming } from '../../core/translate/translate-home.js'
import type { Reading, Surroundings } from '../codec.js'
import { CONDITIONS } from './lot.js'
import { listReading } from '../list-reading.js'

/**
 * Takes lots as our own JSON has them, one by one, each from the line that it stands in. Numbers of LDraw come before
 * all others; a part that no system has a number for is told by its `id`.
 */
export function openLots(file: string, { catalog }: Pick<Surroundings, 'catalog'>) {
  const reading = listReading('ldraw', file)
  const facts = new Map<string, PartFact>()
  const colors = new Map<number, ColorFact>()
  const statuses = new Map<string, Status>()
  const homes = new Map<string, Homecoming>()
  return { take, end }

  function take(value: unknown, line: number): void {
    const lot = isRecord(value) ? lotOf(value) : 'no lot at all'
    if (typeof lot === 'string') reading.reject(line, 'list.row', lot)
    else reading.add(lot, line)
  }

  function end(): Reading<'ldraw'> {
    return { ...reading.end(), facts: [...facts.values()], colors: [...colors.values()], statuses, isHome: true }
  }

  /** The lot, or what is wrong with it. */
  function lotOf(value: Json): Lot | string {
    const quantity = value['qty']
    if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 0)
      return 'a lot without a quantity'
    const type = text(value['item_type'])
    if (type !== undefined && !ITEM_TYPES.some((known) => known === type)) return `nobody knows the item type ${type}`
    const said = saidOf(value)
    const part = partOf(value, said.itemType)
    const color = isRecord(value['color']) ? colorOf(value['color']) : undefined
    if (part === undefined) return 'a lot without a part'
    if (color === undefined) return 'a lot without a color'
    return { color, ...part, quantity, ...said }
  }

  function partOf(value: Json, itemType?: ItemType): Identity | undefined {
    const numbers = isRecord(value['part']) ? value['part'] : {}
    const ldraw = text(numbers['ldraw'])
    if (ldraw !== undefined) return ldrawPart(ldraw, value, numbers)
    const id = splitPrefix(text(value['id']) ?? '')
    const numbered = OTHER_SYSTEMS.filter((name) => text(numbers[name]) !== undefined)
    const system = numbered.find((name) => name === id.system) ?? numbered[0] ?? id.system
    const number = system === undefined ? undefined : (text(numbers[system]) ?? id.rest)
    if (system !== undefined && number !== undefined && system !== 'ldraw')
      return foreignPart({ system, number, itemType }, value, numbers)
    return id.rest === '' ? undefined : ldrawPart(id.rest, value, numbers)
  }

  function ldrawPart(number: string, value: Json, numbers: Json): Identity {
    const part = normalPart(number)
    const status = STATUSES.find((name) => name === value['status'])
    if (status !== undefined) statuses.set(part, status)
    if (!catalog.part(part)) facts.set(part, { ...factOf(part, value), numbers: otherNumbers(numbers) })
    const written = text(value['written'])
    return written === undefined ? { part } : { part, written: normalPart(written) }
  }

  function foreignPart(given: Foreign, value: Json, numbers: Json): Identity | undefined {
    const home = homeOf(given)
    for (const fact of home.facts) {
      const { title, category } = factOf(fact.id, value)
      facts.set(fact.id, { ...fact, title, category, numbers: otherNumbers(numbers) })
    }
    const [lot] = home.inventory.lots
    if (!lot) return undefined
    const { part, written, color, element } = lot
    const identity: Identity = written === undefined ? { part } : { part, written }
    if (given.system !== 'element') return identity
    // An element that nobody knew when the list was written may be known by now.
    return { ...identity, ...(element !== undefined && { element }), ...(isForeign(part) ? {} : { color }) }
  }

  /** Parts come in many colors, and each is looked up once. */
  function homeOf({ system, number, itemType = 'P' }: Foreign): Homecoming {
    const key = `${system}\t${itemType}\t${number}`
    const lot: Lot = { part: number, color: 0, quantity: 1, ...(itemType !== 'P' && { itemType }) }
    const home = homes.get(key) ?? translateHome({ system, lots: [lot] }, catalog)
    homes.set(key, home)
    return home
  }

  function colorOf(color: Json): number | undefined {
    const { ldraw, rgb, name } = color
    if (typeof ldraw === 'number') return ldraw
    const coded = colorFromKey(text(color['code']) ?? '', catalog)
    if (coded?.fact) colors.set(coded.code, coded.fact)
    if (coded) return coded.code
    const system = COLOR_SYSTEMS.find((other) => typeof color[other] === 'number')
    if (system !== undefined) return foreignColorOf(system, Number(color[system]))
    const [, value] = /^#([0-9a-f]{6})$/i.exec(text(rgb) ?? '') ?? []
    if (value !== undefined) return 0x2000000 + Number.parseInt(value, 16)
    return name === '(main color)' ? MAIN_COLOR : name === '(any color)' || name === NO_COLOR ? ANY_COLOR : undefined
  }

  function foreignColorOf(system: IdSystem, id: number): number | undefined {
    const home = translateHome({ system, lots: [{ part: '', color: id, quantity: 1 }] }, catalog)
    for (const color of home.colors) colors.set(color.ldraw, color)
    return home.inventory.lots[0]?.color
  }
}

/** A part in the numbers of another system. */
interface Foreign {
  system: IdSystem
  number: string
  itemType: ItemType | undefined
}

/** What a lot is. An element fixes the color, too. */
type Identity = Pick<Lot, 'part' | 'written' | 'element'> & { color?: number }

type Json = Record<string, unknown>

const COLOR_SYSTEMS: IdSystem[] = [...OTHER_SYSTEMS, 'lego']

const NO_COLOR = '(not applicable)'

/** Those that another run does not find out by itself. */
const STATUSES: Status[] = ['custom', 'missing', 'flexible']

function factOf(id: string, { name, category }: Json): PartFact {
  const title = text(name) ?? ''
  return { id, kind: 'part', title, category: text(category) ?? '', content: [], numbers: {}, confidence: 'exact' }
}

function otherNumbers(numbers: Json): PartFact['numbers'] {
  const found: PartFact['numbers'] = {}
  for (const system of OTHER_SYSTEMS) {
    const number = text(numbers[system])
    if (number !== undefined) found[system] = number
  }
  return found
}

/** What a lot says besides what it is. */
function saidOf(value: Json): Partial<Lot> {
  const said: Partial<Lot> = {}
  const condition = (Object.keys(CONDITIONS) as Condition[]).find((key) => CONDITIONS[key] === value['condition'])
  if (condition !== undefined) said.condition = condition
  if (typeof value['max_price'] === 'number') said.maxPrice = String(value['max_price'])
  if (typeof value['have'] === 'number' && value['have'] > 0) said.have = value['have']
  const remarks = text(value['remarks'])
  if (remarks !== undefined) said.remarks = remarks
  const itemType = ITEM_TYPES.find((type) => type === value['item_type'])
  if (itemType !== undefined && itemType !== 'P') said.itemType = itemType
  const role = ROLES.find((name) => name === value['role'])
  if (role !== undefined) said.role = role
  const carried = isRecord(value['fields']) ? carriedOf(value['fields']) : {}
  if (Object.keys(carried).length > 0) said.carried = carried
  const places = Array.isArray(value['where']) ? value['where'].flatMap(placeOf) : []
  if (places.length > 0) said.places = places
  return said
}

const ROLES = ['extra', 'alternate', 'counterpart'] as const

function carriedOf(fields: Json): Carried {
  const carried: Carried = {}
  for (const field of Object.keys(CARRIED) as CarriedField[]) {
    const said = text(fields[field])
    if (said !== undefined) carried[field] = said
  }
  return carried
}

function placeOf(value: unknown): Place[] {
  if (!isRecord(value)) return []
  const { file, model, line, step, qty } = value
  if (typeof file !== 'string' || typeof line !== 'number' || typeof qty !== 'number') return []
  const inModel = typeof model === 'string' ? { model } : {}
  return [{ file, ...inModel, line, ...(typeof step === 'number' && { step }), quantity: qty }]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
