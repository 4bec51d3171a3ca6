import { isSure, type Confidence, type PartFact } from '../catalog/catalog.js'
import { isDirect } from '../catalog/color-code.js'
import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import type { Lot } from '../inventory.js'
import { byNumber } from '../order.js'
import { resolveColor } from '../catalog/resolve-color.js'
import type { OtherSystem } from '../catalog/resolution.js'
import { resolveLot } from '../translate/translate.js'

/** How much of the mould matters: all of it, not where makers changed it, or not even where the number has a letter. */
export type Moulds = 'exact' | 'same' | 'any'

/** Equal where two lots are the same thing. Nearly all are small numbers, which cost neither time nor memory. */
export type Key = number | string

/**
 * Names for what lots are, by which the same things are found in lists of different origin. They say nothing to other
 * such names.
 */
export interface LotKeys {
  /** The very number and color at home. */
  identity(lot: Lot): Key
  /** What shops sell as the same part, whatever its number at home. */
  part(lot: Lot): number
  /** What shops sell in the same color: rubber black is black. */
  color(lot: Lot): number
  /** Part and color. */
  thing(lot: Lot): Key
  /** The part in any of its moulds, as far as they do not matter. */
  mould(lot: Lot, moulds: Moulds): number
  /** Other parts, by their moulds, that builders use in its place. */
  alternates(lot: Lot, moulds: Moulds): number[]
}

/** Lists have many lots of few parts, so that each part and color is looked up once. */
export function openLotKeys(facts: Facts, decisions?: Decisions): LotKeys {
  const parts = new Map<string, PartKeys>()
  const colors = new Map<number, number>()
  const leasts = new Map<string, string>()
  // Of identities, parts and moulds: each is compared with its like only. Most have no more than their number as a name.
  const numberOf = numbering<string>()
  const codeNumber = numbering<number>()
  const colorNumber = numbering<string>()
  // Rules ask one after the other for keys of the same lot.
  let lastLot: Lot | undefined
  let lastKeys: PartKeys | undefined
  return {
    identity: (lot) => pairKey(partKeys(lot).identity, codeNumber(lot.color)),
    part: (lot) => partKeys(lot).part,
    color,
    thing: (lot) => pairKey(partKeys(lot).part, color(lot)),
    mould: (lot, moulds) => mouldKey(partKeys(lot), moulds),
    alternates: (lot, moulds) => alternates(partKeys(lot), moulds),
  }

  function color(lot: Lot): number {
    const code = partKeys(lot).color ?? lot.color
    const known = colors.get(code)
    if (known !== undefined) return known
    const key = colorNumber(shopColor(code))
    colors.set(code, key)
    return key
  }

  function partKeys(lot: Lot): PartKeys {
    if (lot === lastLot && lastKeys) return lastKeys
    const { part, written, itemType = 'P' } = lot
    const name = itemType === 'P' && written === undefined ? part : `${itemType}\t${part}\t${written ?? ''}`
    let keys = parts.get(name)
    if (!keys) {
      keys = keysOf(lot, itemType)
      parts.set(name, keys)
    }
    lastLot = lot
    lastKeys = keys
    return keys
  }

  function keysOf(lot: Lot, itemType: string): PartKeys {
    const plain = plainFact(lot)
    const bricklink = surely(lot, 'bricklink', plain)
    const rebrickable = surely(lot, 'rebrickable', plain)
    const number =
      bricklink.number !== undefined
        ? `bl:${bricklink.number}`
        : rebrickable.number !== undefined
          ? `rb:${rebrickable.number}`
          : `ld:${lot.part}`
    const name = `${itemType} ${number.toLowerCase()}`
    return {
      identity: numberOf(itemType === 'P' ? lot.part : `${itemType}\t${lot.part}`),
      part: numberOf(name),
      name,
      itemType,
      color: bricklink.color ?? rebrickable.color,
      rebrickable: rebrickable.number,
      moulds: {},
    }
  }

  /** What is simply in the tables is not worth a question to all rules. */
  function plainFact({ part, written }: Lot): PartFact | undefined {
    const fact = written === undefined && !decisions?.map.has(part) ? facts.part(part) : undefined
    return fact?.kind === 'part' && PLAIN.includes(fact.confidence) ? fact : undefined
  }

  /** The number of the very thing there, and the color that it fixes. */
  function surely(lot: Lot, to: OtherSystem, plain: PartFact | undefined): { number?: string; color?: number } {
    const simply = plain?.numbers[to]
    if (simply !== undefined) return { number: simply }
    const { number, color, confidence } = resolveLot(lot, to, facts, decisions)
    if (number === undefined || !isSure(confidence)) return {}
    return color === undefined ? { number } : { number, color }
  }

  function shopColor(code: number): string {
    // No shop has them; only to say so, the nearest color would be looked for.
    if (isDirect(code) && !decisions?.color.has(`ld:${code}`)) return `ld:${code}`
    const bricklink = resolveColor(code, 'bricklink', facts, decisions).number
    if (bricklink !== undefined) return `bl:${bricklink}`
    const rebrickable = resolveColor(code, 'rebrickable', facts, decisions).number
    return rebrickable === undefined ? `ld:${code}` : `rb:${rebrickable}`
  }

  function mouldKey(keys: PartKeys, moulds: Moulds): number {
    return moulds === 'exact' ? keys.part : (keys.moulds[moulds] ??= numberOf(mouldOf(keys, moulds)))
  }

  function mouldOf({ name, itemType, rebrickable }: PartKeys, moulds: Moulds): string {
    if (rebrickable === undefined) return moulds === 'any' ? withoutLetter(name) : name
    const least = leastMould(rebrickable)
    const mould = moulds === 'any' ? withoutLetter(least) : least
    return itemType === 'P' ? mould : `${itemType} mould:${mould}`
  }

  function leastMould(number: string): string {
    const known = leasts.get(number)
    if (known !== undefined) return known
    const others = facts.moulds(number)
    const least = others.length === 0 ? number : ([number, ...others].sort(byNumber)[0] ?? number)
    leasts.set(number, least)
    return least
  }

  /** Alternates are pairs, not groups: what may stand in for a part's alternate may not stand in for the part. */
  function alternates({ itemType, rebrickable }: PartKeys, moulds: Moulds): number[] {
    if (rebrickable === undefined || itemType !== 'P') return []
    const own = moulds === 'exact' ? [rebrickable] : [rebrickable, ...facts.moulds(rebrickable)]
    const others = new Set(own.flatMap((number) => facts.alternates(number)))
    return [...new Set([...others].map((number) => mouldKey(byRebrickable(number), moulds)))]
  }

  function byRebrickable(number: string): PartKeys {
    const fact = facts.partsByNumber('rebrickable', number)[0]
    return partKeys({ part: fact?.id ?? `rb:${number}`, color: 0, quantity: 1 })
  }
}

const PLAIN: Confidence[] = ['exact', 'renamed']

interface PartKeys {
  identity: number
  part: number
  /** What `part` stands for. */
  name: string
  itemType: string
  /** The LDraw color that the number fixes. */
  color: number | undefined
  rebrickable: string | undefined
  /** Its mould keys, as far as they were asked for. */
  moulds: Partial<Record<Moulds, number>>
}

/** Numbers things as they come, from 0. */
function numbering<T>(): (thing: T) => number {
  const numbers = new Map<T, number>()
  return (thing) => {
    const known = numbers.get(thing)
    if (known !== undefined) return known
    numbers.set(thing, numbers.size)
    return numbers.size - 1
  }
}

/** The key of a part in a color. */
export function pairKey(part: number, color: number): Key {
  // Below 2^31, while that is enough for both.
  return color < 4096 && part < 524_288 ? part * 4096 + color : `${part}\t${color}`
}

function withoutLetter(key: string): string {
  return key.replace(/(\d)[a-z]$/, '$1')
}
