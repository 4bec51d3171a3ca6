import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { nameKey, partId } from '../core/catalog/part-id.js'
import { BrickError } from '../core/error.js'
import type { Lot, Place } from '../core/inventory.js'
import type { ColorFix } from '../core/lists/fix-colors.js'
import { sourceOf } from '../core/source.js'
import { canonical, shopKey } from '../core/translate/canonical.js'
import { recolor, type WrittenReference } from '../ldraw/recolor.js'
import type { Io } from '../system/io.js'
import type { CheckedAll } from './check-all.js'
import type { FixFlags, FixMeans, FixReport, FixTask } from './check-fix.js'
import { loadOptions } from './list-options.js'
import { loadModels } from './load.js'

/**
 * Writes a model with other colors where these stand literally in it, byte for byte the same elsewhere.
 * @throws {BrickError} when it cannot be written.
 */
export async function fixModel(
  io: Io,
  { word, file, output }: FixTask,
  { all, flags, fixes }: FixMeans,
): Promise<Pick<FixReport, 'changes' | 'left'>> {
  const name = file === '-' ? 'standard input' : file
  const fixFor = chooser(all, flags, fixes)
  const bytes = io.open(file).bytes()
  const copy = recolor(bytes, name, (reference) => fixFor(reference)?.to.ldraw)
  if (!copy)
    throw new BrickError(`--fix-colors cannot write ${name}: it is UTF-16`, {
      hint: 'save it as UTF-8 first, as LDraw files are',
    })
  const changes = copy.changes.flatMap((change) => {
    const fix = fixFor(change)
    const place = { file: name, ...(change.model !== '' && { model: change.model }), line: change.line, quantity: 1 }
    return fix ? [{ place, fix }] : []
  })
  const left = fixes.length === 0 ? [] : await stillThere(io, word, { all, flags, fixes, file, bytes: copy.bytes })
  io.save(output, copy.bytes)
  return { changes, left }
}

/** Which fix a line needs: it may have an older number of the part, or one that stands for a part in a color. */
function chooser({ loaded: { catalog, decisions } }: CheckedAll, flags: FixFlags, fixes: ColorFix[]) {
  const keyOf = shopKey(catalog)
  const wanted = new Map(fixes.map((fix) => [keyOf(fix.lot), fix]))
  const known = new Map<string, ColorFix | undefined>()
  return ({ name, color }: WrittenReference): ColorFix | undefined => {
    const key = `${color} ${name}`
    if (!known.has(key)) known.set(key, color === MAIN_COLOR ? undefined : find(name, color))
    return known.get(key)
  }

  function find(name: string, color: number): ColorFix | undefined {
    const lot: Lot = { part: partId(nameKey(name)), color, quantity: 1 }
    const [only, ...others] = flags.asWritten ? [lot] : canonical([lot], catalog, flags.assemblies, decisions).lots
    return only && others.length === 0 && only.color === color ? wanted.get(keyOf(only)) : undefined
  }
}

/** What the copy still has of it: asked of the copy itself, so that nothing is called mended that is not. */
async function stillThere(
  io: Io,
  word: string,
  { all, flags, fixes, file, bytes }: FixMeans & { file: string; bytes: Uint8Array },
): Promise<FixReport['left']> {
  const reading = Object.create(io) as Io
  reading.open = (name) => (name === file ? sourceOf(bytes) : io.open(name))
  const { inventory } = await loadModels(reading, [word], { ...loadOptions(flags), unswapped: true })
  const keyOf = shopKey(all.loaded.catalog)
  const wanted = new Map(fixes.map(({ lot }) => [keyOf(lot), lot]))
  const name = file === '-' ? 'standard input' : file
  const rest = inventory.lots.filter((lot) => wanted.has(keyOf(lot)))
  const colors = new Map<number, number>()
  if (rest.length > 0) recolor(bytes, name, ({ line, color }) => void colors.set(line, color))
  return rest.flatMap((lot) => {
    const asked = wanted.get(keyOf(lot)) ?? lot
    return (lot.places ?? []).map((place) => {
      return { lot: asked, place, quantity: place.quantity, reason: reasonOf(place) }
    })
  })

  function reasonOf({ file: other, line }: Place): string {
    if (other !== name && other !== file) return `${other} is another file: mend it by itself`
    if (colors.get(line) === MAIN_COLOR) return 'its line has color 16: it takes the color of what refers to it'
    return 'it is not a line of its own: an assembly, or a number that stands for a part in a color'
  }
}
