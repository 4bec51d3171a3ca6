import type { ColorFact, PartFact } from '../../core/catalog/catalog.js'
import { ANY_COLOR, MAIN_COLOR } from '../../core/catalog/color-code.js'
import { CARRIED, type Carried, type CarriedField } from '../../core/carried.js'
import type { Condition, Lot, Place } from '../../core/inventory.js'
import type { Status } from '../../core/catalog/listing.js'
import { normalPart } from '../../core/catalog/part-id.js'
import { OTHER_SYSTEMS, type OtherSystem } from '../../core/catalog/resolution.js'
import { translateHome } from '../../core/translate/translate-home.js'
import type { Reading, Surroundings } from '../codec.js'
import { CONDITIONS } from './lot.js'
import { listReading } from '../list-reading.js'

/** Reads lots as our own JSON has them, each from the line that it stands in. Numbers of LDraw come before all others. */
export function readLots(
  lots: Iterable<{ value: unknown; line: number }>,
  file: string,
  { catalog }: Surroundings,
): Reading<'ldraw'> {
  const reading = listReading('ldraw', file)
  const facts = new Map<string, PartFact>()
  const colors = new Map<number, ColorFact>()
  const statuses = new Map<string, Status>()
  for (const { value, line } of lots) {
    const lot = isRecord(value) ? lotOf(value) : undefined
    if (lot) reading.add(lot, line)
    else reading.reject(line, 'list.row', 'a lot without a part, a color or a quantity')
  }
  return { ...reading.end(), facts: [...facts.values()], colors: [...colors.values()], statuses }

  function lotOf(value: Json): Lot | undefined {
    const quantity = value['qty']
    const part = partOf(value)
    const color = isRecord(value['color']) ? colorOf(value['color']) : undefined
    if (part === undefined || color === undefined) return undefined
    if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 0) return undefined
    return { ...part, color, quantity, ...saidOf(value) }
  }

  function partOf(value: Json): Pick<Lot, 'part' | 'written'> | undefined {
    const numbers = isRecord(value['part']) ? value['part'] : {}
    const ldraw = text(numbers['ldraw'])
    if (ldraw === undefined) return foreignPart(value, numbers)
    const part = normalPart(ldraw)
    const status = STATUSES.find((name) => name === value['status'])
    if (status !== undefined) statuses.set(part, status)
    if (!catalog.part(part)) facts.set(part, { ...factOf(part, value), numbers: otherNumbers(numbers) })
    const written = text(value['written'])
    return written === undefined ? { part } : { part, written: normalPart(written) }
  }

  function foreignPart(value: Json, numbers: Json): Pick<Lot, 'part' | 'written'> | undefined {
    const system = OTHER_SYSTEMS.find((name) => text(numbers[name]) !== undefined)
    const part = system === undefined ? undefined : text(numbers[system])
    if (system === undefined || part === undefined) return undefined
    const { itemType } = saidOf(value)
    const home = translateHome(
      { system, lots: [{ part, color: 0, quantity: 1, ...(itemType !== undefined && { itemType }) }] },
      catalog,
    )
    for (const fact of home.facts) {
      const { title, category } = factOf(fact.id, value)
      facts.set(fact.id, { ...fact, title, category, numbers: otherNumbers(numbers) })
    }
    const [lot] = home.inventory.lots
    return lot && { part: lot.part, ...(lot.written !== undefined && { written: lot.written }) }
  }

  function colorOf(color: Json): number | undefined {
    const { ldraw, rgb, name } = color
    if (typeof ldraw === 'number') return ldraw
    const system = OTHER_SYSTEMS.find((other) => typeof color[other] === 'number')
    if (system !== undefined) return foreignColorOf(system, Number(color[system]))
    const [, value] = /^#([0-9a-f]{6})$/i.exec(text(rgb) ?? '') ?? []
    if (value !== undefined) return 0x2000000 + Number.parseInt(value, 16)
    return name === '(main color)' ? MAIN_COLOR : name === '(any color)' || name === NO_COLOR ? ANY_COLOR : undefined
  }

  function foreignColorOf(system: OtherSystem, id: number): number | undefined {
    const home = translateHome({ system, lots: [{ part: '', color: id, quantity: 1 }] }, catalog)
    for (const color of home.colors) colors.set(color.ldraw, color)
    return home.inventory.lots[0]?.color
  }
}

type Json = Record<string, unknown>

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

const ITEM_TYPES = ['S', 'P', 'M', 'B', 'G', 'C', 'I', 'O'] as const
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
