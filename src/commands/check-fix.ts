import { BrickError, EXIT, type ExitCode } from '../core/error.js'
import type { Lot, Place } from '../core/inventory.js'
import { nearestFixes, numberIn, recolored, type ColorFix } from '../core/lists/fix-colors.js'
import type { Io } from '../system/io.js'
import type { CheckedAll, CheckFlags } from './check-all.js'
import { fixModel } from './check-fix-model.js'
import { kindsOf } from './info-kind.js'
import { refuseOverwriting } from './save-list.js'
import { targetOf } from './target.js'
import { writeList } from './write-list.js'

export interface FixFlags extends CheckFlags {
  fixColors?: 'nearest'
  output?: string
}

/** What was changed in the copy of a list, and what could not be. */
export interface FixReport {
  output: string
  exit: ExitCode
  /** Each a line of a model, or a lot of a list; the quantity is that of a lot. */
  changes: { place: Place | undefined; fix: ColorFix; quantity?: number }[]
  left: { lot: Lot; place: Place | undefined; quantity: number; reason: string }[]
}

/** What is mended, and by which colors. */
export interface FixMeans {
  all: CheckedAll
  flags: FixFlags
  fixes: ColorFix[]
}

/** What is to be mended, and where the copy goes. */
export interface FixTask {
  word: string
  file: string
  output: string
  isModel: boolean
}

/**
 * What `--fix-colors` is to do; undefined where nobody asked for it.
 * @throws {BrickError} before anything is checked, when it cannot be done.
 */
export async function fixTask(io: Io, words: string[], flags: FixFlags): Promise<FixTask | undefined> {
  const { fixColors, output } = flags
  if (fixColors === undefined && output === undefined) return undefined
  if (fixColors === undefined)
    throw new BrickError('-o is where --fix-colors writes its copy', { hint: 'say how: --fix-colors nearest' })
  if (output === undefined || output === '-')
    throw new BrickError('--fix-colors changes a copy, and nothing says where to', { hint: 'name it: -o fixed.ldr' })
  const [kind, ...others] = await kindsOf(io, words, flags)
  const [word] = words
  if (!kind || word === undefined || others.length > 0)
    throw new BrickError('--fix-colors takes one list at a time', { hint: 'check each by itself' })
  const isModel = kind.codec.id === 'ldraw'
  if (kind.codec.model && !isModel)
    throw new BrickError(`--fix-colors cannot write ${kind.name}: brick only reads the format ${kind.codec.id}`, {
      hint: 'export it as LDraw in the program that made it, and mend the colors of that',
    })
  if (isModel && !MODEL_NAME.test(output))
    throw new BrickError(`${output} is no name for a copy of a model`, { hint: 'name it .ldr or .mpd' })
  if (!isModel) await targetOf({ output })
  refuseOverwriting(io, [output], [kind.file], { isModel })
  return { word, file: kind.file, output, isModel }
}

const MODEL_NAME = /\.(?:ldr|mpd|dat|l3b)$/i

/** Writes the copy. The list itself, and all that it refers to, stays as it is. */
export async function fixColors(io: Io, task: FixTask, all: CheckedAll, flags: FixFlags): Promise<FixReport> {
  const { catalog: facts, inventory } = all.loaded
  const { fixes, hopeless } = nearestFixes(all.checked.lots, facts, (color, { given }) =>
    task.isModel ? color.ldraw >= 0 : given === undefined || numberIn(given.system, color) !== undefined,
  )
  const left = hopeless.map(({ lot, evidence }) => {
    const reason =
      evidence.colors.length === 0 ? 'no color of it is known' : 'it is known in no color that looks like it'
    return { lot, place: lot.places?.[0], quantity: lot.quantity, reason }
  })
  const beside = inventory.lots.flatMap(({ places = [] }) => places.map(({ file }) => file))
  refuseOverwriting(io, [task.output], [...new Set([task.file, ...beside])], { isModel: task.isModel })
  const means = { all, flags, fixes }
  const done = task.isModel ? { exit: EXIT.done, ...(await fixModel(io, task, means)) } : await fixList(io, task, means)
  return { output: task.output, ...done, left: [...done.left, ...left] }
}

async function fixList(io: Io, { output }: FixTask, { all: { loaded }, flags, fixes }: FixMeans) {
  const fixOf = new Map(fixes.map((fix) => [fix.lot, fix]))
  const lots = loaded.inventory.lots.map((lot) => {
    const fix = fixOf.get(lot)
    return fix ? recolored(lot, fix) : lot
  })
  const changed = { ...loaded, problems: [], inventory: { ...loaded.inventory, lots } }
  await writeList(io, await targetOf({ output }), changed, { ...flags, output })
  const changes = fixes.map((fix) => ({ place: fix.lot.places?.[0], fix, quantity: fix.lot.quantity }))
  return { exit: io.exitCode, changes, left: [] }
}
