import type { Lot } from '../core/inventory.js'
import { lotName, openEquivalents, type Freedom } from '../core/lists/equivalents.js'
import { openLotKeys } from '../core/lists/lot-keys.js'
import { openLotRules } from '../core/lists/lot-rules.js'
import { divide, lotShares, type LotShare } from '../core/lists/swap-lots.js'
import type { Problem } from '../core/problem.js'
import type { AnyColor, Swappable } from '../core/trade/swaps.js'
import type { Loaded } from './load.js'

/** A list in the pieces that are swapped alike. */
export interface SwapList {
  /** Shares of lots: those that `[subs]` has swapped already, and those that may be. */
  shares: LotShare[]
  swappables: Swappable[]
  problems: Problem[]
}

interface Options extends Freedom {
  /** Submodels whose pieces may have any color, besides those of `brick.toml`. */
  hidden: string[]
}

/** What of a list may be swapped, and for what; hidden pieces apart from those of the same lot that are seen. */
export function swappable({ inventory, catalog: facts, decisions: said }: Loaded, options: Options): SwapList {
  const { anyColor } = said
  const decisions = { ...said, anyColor: { ...anyColor, models: [...anyColor.models, ...options.hidden] } }
  const keys = openLotKeys(facts, decisions)
  const rules = openLotRules(decisions, facts, keys)
  const equivalents = openEquivalents(options, { facts, decisions, keys, rules })
  const groups = new Map<string, Swappable>()
  const shares = lotShares(inventory.lots, decisions, facts).flatMap((share) => {
    const free = freedomOf(share.lot)
    if (share.by) return [share]
    return free.map(({ lot, anyColor }) => {
      add(lot, anyColor)
      return { of: share.of, lot }
    })
  })
  const idle = options.hidden.filter((name) => !decisions.fired.has(`[any-color] ${name}`))
  return { shares, swappables: [...groups.values()], problems: idle.map(unusedName) }

  /** The pieces of a lot that may come in any color, and the others. */
  function freedomOf(lot: Lot): { lot: Lot; anyColor?: AnyColor }[] {
    const { quantity, because } = rules.inAnyColor(lot)
    if (quantity === 0) return [{ lot }]
    const { here, there } = divide(lot, { holds: (place) => rules.hiding(place).length > 0 })
    if (!here || quantity > here.quantity)
      return [{ lot, anyColor: { because: `${decisions.file} says so for ${because}`, models: [] } }]
    const models = [...new Set(here.places?.flatMap((place) => rules.hiding(place)[0] ?? []))]
    const names = models.length === 1 ? `submodel ${models[0]} is` : `submodels ${models.join(', ')} are`
    const hidden = { lot: here, anyColor: { because: `${names} hidden`, models } }
    return there ? [hidden, { lot: there }] : [hidden]
  }

  function add(lot: Lot, anyColor: AnyColor | undefined): void {
    const thing = keys.thing(lot)
    const key = `${thing} ${anyColor?.models.length ? 'hidden' : ''}`
    const known = groups.get(key)
    if (known) {
      known.lots.push(lot)
      const more = anyColor?.models.filter((model) => !known.anyColor?.models.includes(model))
      known.anyColor?.models.push(...(more ?? []))
    } else {
      const name = lotName(lot, { facts, keys })
      const others = equivalents(lot, { inAnyColor: anyColor !== undefined })
      groups.set(key, { thing, name, lots: [lot], ...(anyColor && { anyColor }), equivalents: others })
    }
  }
}

function unusedName(name: string): Problem {
  const message = `--hidden ${name} matches no submodel in which pieces stand`
  return { level: 'warning', code: 'skip.unused', message, fix: 'brick parts --by model names them' }
}
