import { canonical } from '../translate/canonical.js'
import { ANY_COLOR } from '../catalog/color-code.js'
import type { Decisions, LotName } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import { piecesIn, type Lot, type Place } from '../inventory.js'
import { openLotKeys, type Key, type LotKeys } from './lot-keys.js'
import { nameKey, partId } from '../catalog/part-id.js'
import { translateHome } from '../translate/translate-home.js'

/** The rules of `brick.toml` that say which lots may come as other ones. Asking marks what applies as used. */
export interface LotRules {
  /** What the user accepts in place of a lot, or of its pieces in one submodel: these first, since they say more. */
  substitutes(lot: Lot): Substitute[]
  /** The submodels that rows of `[subs]` name. */
  submodels: string[]
  /** How many pieces of a lot may come in any color, those that stand in a hidden submodel or all; and what says so. */
  inAnyColor(lot: Lot): { quantity: number; because: string }
  /** The names of `[any-color]` for the submodel, or the file, in which pieces stand. */
  hiding(place: Place): string[]
  /** Whether a lot has a color that `except` names: such pieces are neither replaced nor taken instead. */
  isExcepted(lot: Lot): boolean
}

/** What a row of `[subs]` says of a lot. */
export interface Substitute {
  /** As the file has it: `3794b/Black`. */
  name: string
  /** In the numbers that lists have here. */
  to: Lot
  /** What `to` is, as a thing. */
  key: Key
  /** Only pieces that stand in this submodel; absent means all. */
  model?: string
  holds(place: Place): boolean
}

export function openLotRules(decisions: Decisions, facts: Facts, keys: LotKeys): LotRules {
  const { anyColor, subs, fired } = decisions
  const parts = new Map(anyColor.parts.map((part) => [keys.part(lotNamed({ part, color: ANY_COLOR }, facts)), part]))
  const models = anyColor.models.map((name) => ({ name, keys: modelKeys(name) }))
  const rowsOf = new Map<Key, Substitute[]>()
  for (const { name, from, to: target, model } of [...subs].sort((a, b) => Number(!a.model) - Number(!b.model))) {
    const key = keys.thing(lotNamed(from, facts))
    const to = lotNamed(target, facts)
    const row = { name, to, key: keys.thing(to), ...(model !== undefined && { model }), holds: holding(model) }
    rowsOf.set(key, [...(rowsOf.get(key) ?? []), row])
  }
  const submodels = [...new Set(subs.flatMap(({ model }) => model ?? []))]
  return { substitutes, submodels, inAnyColor, hiding, isExcepted }

  function substitutes(lot: Lot): Substitute[] {
    if (rowsOf.size === 0) return []
    const rows = rowsOf.get(keys.thing(lot)) ?? []
    const found = rows.filter(({ model, holds }) => model === undefined || lot.places?.some(holds))
    for (const { name } of found) fired.add(`[subs] ${name}`)
    return found
  }

  function inAnyColor(lot: Lot): { quantity: number; because: string } {
    if ((parts.size === 0 && models.length === 0) || (lot.itemType ?? 'P') !== 'P') return NONE
    const part = parts.get(keys.part(lot))
    if (part !== undefined) fired.add(`[any-color] ${part}`)
    const hidden = (lot.places ?? []).map((place) => ({ place, names: hiding(place) }))
    if (isExcepted(lot)) return NONE
    if (part !== undefined) return { quantity: lot.quantity, because: part }
    const within = hidden.filter(({ names }) => names.length > 0)
    const quantity = within.reduce((sum, { place }) => sum + place.quantity, 0)
    const because = [...new Set(within.flatMap(({ names }) => names))].join(', ')
    return { quantity: Math.min(quantity, lot.quantity), because }
  }

  function hiding(place: Place): string[] {
    if (models.length === 0) return []
    const written = placeNames(place)
    const found = models.filter((model) => model.keys.some((key) => written.includes(key)))
    for (const { name } of found) fired.add(`[any-color] ${name}`)
    return found.map(({ name }) => name)
  }

  function isExcepted({ color }: Lot): boolean {
    // Asked of all that there is.
    if (anyColor.except.length === 0) return false
    const isTransparent = () => (facts.color('ldraw', color)?.alpha ?? 255) < 255
    return anyColor.except.some((name) => (name === 'trans' ? isTransparent() : name === color))
  }
}

/** Marks the rules that apply to any of these lots as used, whatever the command is about. */
export function markLotRules(decisions: Decisions, lots: Iterable<Lot>, facts: Facts): void {
  const { substitutes, inAnyColor } = openLotRules(decisions, facts, openLotKeys(facts, decisions))
  for (const lot of lots) {
    substitutes(lot)
    inAnyColor(lot)
  }
}

/**
 * How many pieces of a lot a row for one submodel may replace: those that stand there, without those that may come in any
 * color anyway.
 */
export function piecesWithin({ holds }: Substitute, lot: Lot, { hiding }: Pick<LotRules, 'hiding'>): number {
  const places = lot.places?.filter((place) => holds(place) && hiding(place).length === 0) ?? []
  return Math.min(piecesIn(places), lot.quantity)
}

const NONE = { quantity: 0, because: '' }

/** What a name of the user stands for: a lot in the numbers that lists have here. */
export function lotNamed({ part, color }: LotName, facts: Facts): Lot {
  const { system, rest } = splitPrefix(part)
  const lot: Lot = { part, color, quantity: 1 }
  if (system === undefined || system === 'ldraw') return canonical([lot], facts, 'keep').lots[0] ?? lot
  const home = translateHome({ system, lots: [{ ...lot, part: rest }] }, facts).inventory.lots[0]
  return { ...(home ?? lot), color }
}

function holding(model: string | undefined): (place: Place) => boolean {
  if (model === undefined) return () => true
  const names = modelKeys(model)
  return (place) => placeNames(place).some((written) => names.includes(written))
}

/** People write names with and without an ending, and the file is the last part of a path. */
function modelKeys(name: string): string[] {
  const key = nameKey(name)
  return [key, ...(key.includes('.') ? [] : [`${key}.ldr`, `${key}.mpd`])]
}

/** All that a submodel, or the file that it is in, may be called. */
function placeNames({ model, file }: Place): string[] {
  return [model, file].flatMap((name) => (name === undefined ? [] : namesOf(name)))
}

function namesOf(name: string): string[] {
  const key = nameKey(name)
  return [key, partId(key), key.slice(key.lastIndexOf('/') + 1)]
}
