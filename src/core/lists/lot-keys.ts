import { isSure } from '../catalog/catalog.js'
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

/** Names for what lots are, by which the same things are found in lists of different origin. */
export interface LotKeys {
  /** What shops sell as the same part, whatever its number at home. */
  part(lot: Lot): string
  /** What shops sell in the same color: rubber black is black. */
  color(lot: Lot): string
  /** Part and color. */
  thing(lot: Lot): string
  /** The part in any of its moulds, as far as they do not matter. */
  mould(lot: Lot, moulds: Moulds): string
  /** Other parts, by their moulds, that builders use in its place. */
  alternates(lot: Lot, moulds: Moulds): string[]
}

/** Lists have many lots of few parts, so that each part and color is looked up once. */
export function openLotKeys(facts: Facts, decisions?: Decisions): LotKeys {
  const parts = new Map<string, PartKeys>()
  const colors = new Map<number, string>()
  const groups = new Map<string, string>()
  // Rules ask one after the other for keys of the same lot.
  let last: { lot: Lot; keys: PartKeys } | undefined
  return {
    part: (lot) => partKeys(lot).part,
    color: (lot) => colorKey(partKeys(lot).color ?? lot.color),
    thing,
    mould: (lot, moulds) => mouldKey(partKeys(lot), moulds),
    alternates: (lot, moulds) => alternates(partKeys(lot), moulds),
  }

  function thing(lot: Lot): string {
    const { part, color = lot.color } = partKeys(lot)
    return `${part}\t${colorKey(color)}`
  }

  function partKeys(lot: Lot): PartKeys {
    if (lot !== last?.lot) last = { lot, keys: keysOf(lot) }
    return last.keys
  }

  function keysOf(lot: Lot): PartKeys {
    const { part, written = '', itemType = 'P' } = lot
    const key = `${itemType}\t${part}\t${written}`
    const known = parts.get(key)
    if (known) return known
    const bricklink = surely(lot, 'bricklink')
    const rebrickable = surely(lot, 'rebrickable')
    const name =
      bricklink.number !== undefined
        ? `bl:${bricklink.number}`
        : rebrickable.number !== undefined
          ? `rb:${rebrickable.number}`
          : `ld:${part}`
    const found: PartKeys = {
      part: `${itemType} ${name.toLowerCase()}`,
      itemType,
      color: bricklink.color ?? rebrickable.color,
      rebrickable: rebrickable.number,
      moulds: {},
    }
    parts.set(key, found)
    return found
  }

  /** The number of the very thing there, and the color that it fixes. */
  function surely(lot: Lot, to: OtherSystem): { number?: string; color?: number } {
    const { number, color, confidence } = resolveLot(lot, to, facts, decisions)
    if (number === undefined || !isSure(confidence)) return {}
    return color === undefined ? { number } : { number, color }
  }

  function colorKey(code: number): string {
    const known = colors.get(code)
    if (known !== undefined) return known
    // No shop has them; only to say so, the nearest color would be looked for.
    if (isDirect(code) && !decisions?.color.has(`ld:${code}`)) return `ld:${code}`
    const bricklink = resolveColor(code, 'bricklink', facts, decisions).number
    const rebrickable = bricklink === undefined ? resolveColor(code, 'rebrickable', facts, decisions).number : undefined
    const key =
      bricklink !== undefined ? `bl:${bricklink}` : rebrickable !== undefined ? `rb:${rebrickable}` : `ld:${code}`
    colors.set(code, key)
    return key
  }

  function mouldKey(keys: PartKeys, moulds: Moulds): string {
    return moulds === 'exact' ? keys.part : (keys.moulds[moulds] ??= mouldOf(keys, moulds))
  }

  function mouldOf({ part, itemType, rebrickable }: PartKeys, moulds: Moulds): string {
    const least = rebrickable === undefined ? undefined : leastMould(rebrickable)
    if (least === undefined) return moulds === 'any' ? withoutLetter(part) : part
    return `${itemType} mould:${moulds === 'any' ? withoutLetter(least) : least}`
  }

  function leastMould(number: string): string {
    const known = groups.get(number) ?? [number, ...facts.moulds(number)].sort(byNumber)[0] ?? number
    groups.set(number, known)
    return known
  }

  /** Alternates are pairs, not groups: what may stand in for a part's alternate may not stand in for the part. */
  function alternates({ itemType, rebrickable }: PartKeys, moulds: Moulds): string[] {
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

interface PartKeys {
  part: string
  itemType: string
  /** The LDraw color that the number fixes. */
  color: number | undefined
  rebrickable: string | undefined
  /** Its mould keys, as far as they were asked for. */
  moulds: Partial<Record<Moulds, string>>
}

function withoutLetter(key: string): string {
  return key.replace(/(\d)[a-z]$/, '$1')
}
