import type { Decisions } from '../core/decisions.js'
import { placeOf, type Lot } from '../core/inventory.js'
import type { OtherSystem } from '../core/resolution.js'
import { translate, type Translation, type Unresolved } from '../core/translate.js'
import type { Loaded } from './load.js'

/** As `translate`, with what only the commands know: which files were not there, and colors that the user took away. */
export function translateAll<S extends OtherSystem>(
  { inventory, catalog, decisions, statuses }: Loaded,
  to: S,
): Translation<S> {
  const colorless = new Set(inventory.lots.filter((lot) => losesColor(lot)))
  const lots = inventory.lots.filter((lot) => !colorless.has(lot))
  const translation = translate({ ...inventory, lots }, to, catalog, decisions)
  const unresolved = translation.unresolved.map((missing) =>
    missing.reason === 'part' && statuses.get(missing.lot.part) === 'missing' ? withoutFile(missing) : missing,
  )
  return { ...translation, unresolved: [...unresolved, ...[...colorless].map((lot) => withoutColor(lot, decisions))] }

  /** Sheets of stickers have no color by themselves; only a rule can make a part so. */
  function losesColor(lot: Lot): boolean {
    if (decisions.color.size === 0) return false
    const colorOf = (rules: Decisions) =>
      translate({ ...inventory, lots: [lot] }, to, catalog, rules).inventory.lots[0]?.color
    return colorOf(decisions) === NO_COLOR && colorOf({ ...decisions, color: new Map() }) !== NO_COLOR
  }
}

/** What shops take for "any color". */
const NO_COLOR = 0

function withoutFile({ lot, reason, problem }: Unresolved): Unresolved {
  const message = `submodel ${lot.written ?? lot.part} is missing`
  return { lot, reason, problem: { ...problem, message, fix: 'put the file beside the model' } }
}

function withoutColor(lot: Lot, { file, color }: Decisions): Unresolved {
  const rule = `[color] "ld:${lot.color}"`
  const message = `${file} gives ${lot.part} no color: ${rule} = "${color.get(`ld:${lot.color}`) ?? ''}"`
  const fix = `name a color in ${file}: ${rule} = "bl:..."`
  return { lot, reason: 'color', problem: { ...placeOf(lot), level: 'error', code: 'color.unmapped', message, fix } }
}
