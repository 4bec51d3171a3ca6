import type { Catalog } from '../core/catalog/catalog.js'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { unusedRules } from '../core/catalog/decisions.js'
import { EXIT } from '../core/error.js'
import { lostFields } from '../core/fields.js'
import { pieces, piecesIn, type IdSystem, type Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { isTargetSystem, type TargetSystem } from '../core/catalog/resolution.js'
import type { Translation } from '../core/translate/translate.js'
import type { Codec } from '../formats/codec.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import { exitFor, withoutAllowed } from './report-problems.js'
import { reportSteps } from './report-steps.js'
import { reportUnresolved } from './report-unresolved.js'
import { beside, refuseOverwriting, saveList } from './save-list.js'
import { translateAll } from './translate-all.js'
import { conditionWords, wishes } from './wishes.js'
import type { WriteFlags, Written } from './write-list.js'

/** Renumbers for the shop, writes what it takes, and tells all that it does not. */
export async function writeCodec(io: Io, codec: Codec, loaded: Loaded, flags: WriteFlags): Promise<Written> {
  if (!isTranslated(codec)) throw new Error(`nothing translates for ${codec.id}: ${codec.system} numbers`)
  const { catalog, decisions, files } = loaded
  const translation = translateAll(loaded, codec.system)
  const { unresolved } = translation
  const usual = codec.wishes?.includes('condition') ? decisions.defaults.condition : undefined
  const wanted = wishes(translation.inventory.lots, flags, usual)
  const list = { system: codec.system, lots: wanted }
  // On standard output there is one text, however long.
  const maxLots = flags.output === '-' ? Infinity : flags.maxLots
  const options = maxLots === undefined ? {} : { maxLots }
  const notes = [...lost(wanted, codec), ...(codec.notes?.(list, options) ?? [])]
  const told = [...loaded.problems, ...translation.problems, ...unusedRules(decisions), ...notes]
  const problems = withoutAllowed(told, flags.allow)
  io.exitCode = exitFor(problems, flags)
  if (io.exitCode === EXIT.done && unresolved.length > 0 && !flags.allowUnresolved) io.exitCode = EXIT.unresolved

  const refused = flags.strict === true && (io.exitCode !== EXIT.done || unresolved.length > 0)
  const isLost = io.exitCode === EXIT.input && wanted.length === 0 && flags.output !== '-'
  const missing = flags.output === '-' || refused || isLost ? undefined : beside(flags.output, '.unresolved.csv')
  if (missing !== undefined) refuseOverwriting(io, [missing], files)
  if (!refused && !isLost) {
    const texts = codec.write?.(list, options) ?? []
    const written = saveList(io, texts, flags.output, files, { isModel: codec.model === true })
    for (const line of summary(wanted, translation, written, codec)) io.say(line)
    if (codec.next !== undefined && !flags.brief && written.length > 0 && wanted.length > 0) io.say(codec.next)
  }
  // A file that an earlier run left there would be wrong now, also when nothing is missing any more.
  const stale = missing !== undefined && io.tryRead(missing) !== undefined
  if (missing !== undefined && (unresolved.length > 0 || stale)) {
    const { unresolvedCsv } = await import('../formats/view/unresolved-csv.js')
    io.save(missing, unresolvedCsv(unresolved))
  }
  reportUnresolved(io, unresolved, { catalog, file: missing, ...(flags.brief && { brief: true }) })
  if (flags.verbose)
    reportSteps(
      io,
      decisions,
      wanted.map((lot) => stepOf(lot, codec.system, catalog)),
    )
  return { problems, refused, isLost }
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
