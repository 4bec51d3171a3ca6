import type { Catalog } from '../core/catalog/catalog.js'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { unusedRules } from '../core/catalog/decisions.js'
import { lostFields } from '../core/fields.js'
import { pieces, piecesIn, type IdSystem, type Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { isTargetSystem, type TargetSystem } from '../core/catalog/resolution.js'
import type { Translation } from '../core/translate/translate.js'
import type { Codec } from '../formats/codec.js'
import type { Io } from '../system/io.js'
import type { Draft, FinishOptions } from './draft.js'
import type { Loaded } from './load.js'
import { tellSteps } from './tell-steps.js'
import { tellUnresolved } from './tell-unresolved.js'
import { saveList, tellStaleParts } from './save-list.js'
import { saveUnresolved, unresolvedFile } from './save-unresolved.js'
import { translateAll } from './translate-all.js'
import { isWritten, verdict } from './verdict.js'
import { conditionWords, wishes } from './wishes.js'
import type { WriteFlags } from './write-list.js'

/** Renumbers for the shop, writes what it takes, and tells all that it does not. */
export function draftForShop(io: Io, codec: Codec, loaded: Loaded, flags: WriteFlags): Draft {
  if (!isTranslated(codec)) throw new Error(`nothing translates for ${codec.id}: ${codec.system} numbers`)
  const { system } = codec
  const { catalog, decisions, files } = loaded
  const { output, brief } = flags
  const translation = translateAll(loaded, system)
  const { unresolved } = translation
  const usual = codec.wishes?.includes('condition') ? decisions.defaults.condition : undefined
  const wanted = wishes(translation.inventory.lots, flags, usual)
  const list = { system, lots: wanted }
  // On standard output there is one text, however long.
  const maxLots = output === '-' ? Infinity : flags.maxLots
  const options = maxLots === undefined ? {} : { maxLots }
  const notes = [...lost(wanted, codec), ...(codec.notes?.(list, options) ?? [])]
  const told = [...loaded.problems, ...translation.problems, ...unusedRules(decisions), ...notes]
  const decided = verdict(told, flags, { isEmpty: wanted.length === 0, unresolved: unresolved.length })
  return { verdict: decided, finish }

  async function finish({ isRefused = false, isDetailed = false }: FinishOptions = {}): Promise<void> {
    const isSaved = !isRefused && isWritten(decided)
    const missing = isSaved ? unresolvedFile(io, output, files) : undefined
    if (isSaved) save()
    await saveUnresolved(io, unresolved, missing)
    const inBrief = brief && !isDetailed ? { brief, ...(!isSaved && { of: output }) } : {}
    tellUnresolved(io, unresolved, { catalog, file: missing, ...inBrief })
    if (!flags.verbose) return
    const steps = wanted.map((lot) => stepOf(lot, system, catalog))
    tellSteps(io, decisions, steps)
  }

  function save(): void {
    const texts = codec.write?.(list, options) ?? []
    const written = saveList(io, texts, output, files, { isModel: codec.model === true })
    for (const line of summary(wanted, translation, written, codec)) io.say(line)
    if (codec.wishes?.includes('maxLots')) tellStaleParts(io, output, written.length, files)
    if (codec.next !== undefined && !brief && written.length > 0 && wanted.length > 0) io.say(codec.next)
  }
}

function isTranslated(codec: Codec): codec is Codec<TargetSystem> {
  return isTargetSystem(codec.system)
}

/** What the list says and the format has no place for. */
function lost(lots: Lot[], { title, holds = [], keepsEmpty }: Codec): Problem[] {
  const fields = lostFields(lots, holds, title)
  const empty = keepsEmpty ? 0 : lots.filter(({ quantity }) => quantity === 0).length
  if (empty === 0) return fields
  return [...fields, { level: 'note', code: 'list.left-out', message: `${count(empty, 'lot')} of no pieces left out` }]
}

function summary(
  wanted: Lot[],
  translation: Translation<TargetSystem>,
  written: string[],
  { wishes: taken = [] }: Codec,
): string[] {
  const { inventory, unresolved, skipped, onSheets } = translation
  const parts = pieces(inventory)
  const missing = piecesIn(unresolved.map(({ lot }) => lot))
  const amounts =
    missing === 0
      ? `${count(wanted.length, 'lot')}, ${count(parts, 'part')}`
      : `${wanted.length} of ${count(wanted.length + unresolved.length, 'lot')}, ${parts} of ${count(parts + missing, 'part')}`
  const [first = 'list', last = first] = [written[0], written.at(-1)]
  const name = first === last ? first : `${first} to ${last}`
  const condition = taken.includes('condition') ? `, condition ${conditionWords(wanted)}` : ''
  const lines = [`${name}: ${amounts}${condition}`]
  const left = piecesIn(skipped)
  if (left > 0) lines.push(`  ${count(left, 'part')} left out, as brick.toml says`)
  if (onSheets > 0) lines.push(`  ${count(onSheets, 'sticker')} left out, being on sheets that are in the list`)
  return lines
}

function stepOf({ part, color, via = [] }: Lot, system: IdSystem, catalog: Catalog) {
  return { part, color: system === 'element' ? '' : colorTitle(system, color, catalog), via }
}
