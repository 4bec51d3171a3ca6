import type { TargetSystem } from '../core/catalog/resolution.js'
import { translateToElements } from '../core/translate/translate-elements.js'
import { translateToLDraw } from '../core/translate/translate-ldraw.js'
import { translate, type Translation, type Unresolved } from '../core/translate/translate.js'
import type { Loaded } from './load.js'

/** The list in the numbers of a target, with what only the commands know: which files were not there. */
export function translateAll(loaded: Loaded, to: TargetSystem): Translation<TargetSystem> {
  const { statuses } = loaded
  const translation = translateTo(loaded, to)
  const unresolved = translation.unresolved.map((missing) =>
    missing.reason === 'part' && statuses.get(missing.lot.part) === 'missing' ? withoutFile(missing) : missing,
  )
  return { ...translation, unresolved }
}

function translateTo({ inventory, catalog, decisions, statuses }: Loaded, to: TargetSystem): Translation<TargetSystem> {
  if (to === 'element') return translateToElements(inventory, catalog, decisions)
  if (to === 'ldraw') return translateToLDraw(inventory, catalog, decisions, statuses)
  return translate(inventory, to, catalog, decisions)
}

function withoutFile({ lot, reason, problem }: Unresolved): Unresolved {
  const message = `submodel ${lot.written ?? lot.part} is missing`
  return { lot, reason, problem: { ...problem, message, fix: 'put the file beside the model' } }
}
