import { isSure, type ColorFact } from '../catalog/catalog.js'
import { ANY_COLOR, MAIN_COLOR } from '../catalog/color-code.js'
import { colorTitle } from '../catalog/color-title.js'
import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import { normalPart } from '../catalog/part-id.js'
import { findColor } from '../catalog/resolve-color.js'
import type { Lot } from '../inventory.js'
import { plainPart } from '../translate/plain-part.js'
import { resolveLot } from '../translate/translate.js'
import type { LotKeys } from './lot-keys.js'
import { lotNamed, type LotRules } from './lot-rules.js'

/** How near to a lot another one is, the nearest first. */
export const RELATIONS = ['same', 'color', 'alternate', 'print'] as const
export type Relation = (typeof RELATIONS)[number]

/** What may come in place of a lot. */
export interface Equivalent {
  /** As `[subs]` of `brick.toml` calls it: `15573/Black`. */
  name: string
  /** In the numbers that lists have here. */
  lot: Lot
  relation: Relation
  /** The relations of Rebrickable that it rests on: other moulds (M), alternates (A). */
  rebrickable: ('M' | 'A')[]
  /** Whether LEGO has numbered it: only then it is worth a question to a market. */
  isNumbered: boolean
}

export interface Freedom {
  moulds: 'same' | 'exact'
  alternates?: true
  prints?: true
}

interface Means {
  facts: Facts
  decisions: Decisions
  keys: LotKeys
  rules: Pick<LotRules, 'isExcepted'>
}

/** Finds what may come in place of a lot, in its own color or in any; itself, as shops know it, left out. */
export function openEquivalents(freedom: Freedom, { facts, decisions, keys, rules }: Means) {
  const colors = facts.colors().filter(({ kind, bricklink }) => kind === 'own' && bricklink !== undefined)
  const names = new Map<number, string>()
  const parts = new Map<string, Kin[]>()
  return (lot: Lot, { inAnyColor }: { inAnyColor: boolean }): Equivalent[] => {
    if ((lot.itemType ?? 'P') !== 'P' || lot.color === ANY_COLOR || lot.color === MAIN_COLOR) return []
    const own = keys.thing(lot)
    const found = new Map<string, Equivalent>()
    for (const kin of kinOf(lot))
      for (const color of inAnyColor ? colors : [facts.color('ldraw', lot.color)]) {
        const other = color && equivalent(kin, color, lot)
        if (other && keys.thing(other.lot) !== own && !found.has(other.name)) found.set(other.name, other)
      }
    return [...found.values()]
  }

  function kinOf(lot: Lot): Kin[] {
    const name = `${lot.part}\t${lot.written ?? ''}`
    const kin = parts.get(name) ?? kinsfolk(lot)
    parts.set(name, kin)
    return kin
  }

  /** The part itself, its other moulds, what builders use in its place, and it without its print: the nearest first. */
  function kinsfolk(lot: Lot): Kin[] {
    const number = numberOf(lot)
    const self: Kin = { part: callable(lot), relation: 'same', rebrickable: [], number }
    const moulds = number === undefined || freedom.moulds === 'exact' ? [] : facts.moulds(number)
    const same = number === undefined ? [] : [number, ...moulds]
    const others = freedom.alternates ? [...new Set(same.flatMap((mould) => facts.alternates(mould)))] : []
    const plain = freedom.prints ? plainPart(lot, facts) : []
    return [
      self,
      ...moulds.map((mould) => byNumber(mould, 'same', ['M'])),
      ...others.map((other) => byNumber(other, 'alternate', ['A'])),
      ...(freedom.moulds === 'exact' ? [] : others.flatMap((other) => facts.moulds(other))).map((mould) =>
        byNumber(mould, 'alternate', ['A', 'M']),
      ),
      ...plain.map((one): Kin => ({ part: callable(one), relation: 'print', rebrickable: [], number: numberOf(one) })),
    ].filter(({ part }) => part !== undefined)
  }

  function byNumber(number: string, relation: Relation, rebrickable: Kin['rebrickable']): Kin {
    return { part: facts.partsByNumber('rebrickable', number)[0]?.id ?? `rb:${number}`, relation, rebrickable, number }
  }

  function numberOf(lot: Lot): string | undefined {
    const { number, confidence } = resolveLot(lot, 'rebrickable', facts, decisions)
    return isSure(confidence) ? number : undefined
  }

  function callable(lot: Lot): string | undefined {
    return lotName(lot, { facts, keys })?.replace(/\/.*$/, '')
  }

  function equivalent({ part, relation, rebrickable, number }: Kin, color: ColorFact, { color: own }: Lot) {
    if (part === undefined) return undefined
    const isRecolored = color.ldraw !== own
    const lot = lotNamed({ part: normalPart(part), color: color.ldraw }, facts)
    if (lot.color !== color.ldraw || (isRecolored && rules.isExcepted(lot))) return undefined
    // What shops may not have under this very number is nothing to swap for.
    if (!isSure(resolveLot(lot, 'bricklink', facts, decisions).confidence)) return undefined
    const id = color.rebrickable
    if (!names.has(color.ldraw)) names.set(color.ldraw, colorName(color.ldraw, facts))
    const found: Equivalent = {
      name: `${part}/${names.get(color.ldraw)}`,
      ...{ lot, relation: relation === 'same' && isRecolored ? 'color' : relation, rebrickable },
      isNumbered: number !== undefined && id !== undefined && elementsOf(number, id, facts).length > 0,
    }
    return found
  }
}

/** A part that may stand in for another one, as `[subs]` calls it. */
interface Kin {
  part: string | undefined
  relation: Relation
  rebrickable: ('M' | 'A')[]
  /** Rebrickable's. */
  number: string | undefined
}

/** What `[subs]` may call a lot: a name that leads back to the same thing; undefined where none does. */
export function lotName(lot: Lot, { facts, keys }: Pick<Means, 'facts' | 'keys'>): string | undefined {
  const color = colorName(lot.color, facts)
  const given = lot.given?.system === 'bricklink' ? [`bl:${lot.given.part}`] : []
  const names = [lot.written ?? lot.part, lot.part, ...given].filter((name) => !/[/"\\]/.test(name))
  const wanted = keys.thing(lot)
  const name = names.find(
    (part) => keys.thing(lotNamed({ part: normalPart(part), color: lot.color }, facts)) === wanted,
  )
  return name === undefined ? undefined : `${name}/${color}`
}

/** As people call it, where that leads back to it. */
function colorName(code: number, facts: Facts): string {
  const title = colorTitle('ldraw', code, facts)
  return !/[/"\\]/.test(title) && findColor(title, facts)?.ldraw === code ? title : `ld:${code}`
}
