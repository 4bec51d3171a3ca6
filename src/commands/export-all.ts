import * as path from 'node:path'
import { EXIT, type ExitCode } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import { codecs, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { draftOf, type Draft } from './draft.js'
import type { Loaded } from './load.js'
import { namesOf, nothingWritten, refuseOverwriting } from './save-list.js'
import { targetOf } from './target.js'
import { tellVerdict, type Verdict } from './verdict.js'
import { takenWishes } from './wishes.js'
import type { WriteFlags } from './write-list.js'

/**
 * Writes a list in every format that can hold it, into a folder: `castle.bl.xml`, `castle.rb.csv`, ... What is wrong with
 * the list is told once; what is missing from a file stands in its `.unresolved.csv`. With `--strict`, all
 * are written or none.
 */
export async function exportAll(io: Io, folder: string, loaded: Loaded, flags: WriteFlags): Promise<void> {
  const base = baseOf(loaded.files[0] ?? '-')
  const all = ALL.map(({ names, extensions: [ending = ''] }) => {
    return { format: names[0], output: path.join(folder, fileName(base, names[0], ending)) }
  })
  for (const { output } of all) refuseOverwriting(io, namesOf(io, output), loaded.files)
  // Lists may be too long to keep ten of them, so that each is made twice where one can forbid all.
  const isRefused = flags.strict === true && (await eachOf((draft) => draft.verdict)).some(({ refused }) => refused)
  const verdicts = await eachOf(async (draft) => {
    if (!isRefused && !draft.verdict.isLost) io.makeFolder(folder)
    await draft.finish({ isRefused })
    return draft.verdict
  })
  const judged = together(verdicts)
  await tellVerdict(io, judged, { ...flags, output: folder })
  if (isRefused || judged.isLost) return
  for (const [index, { isLost }] of verdicts.entries())
    if (isLost) io.say(nothingWritten(all[index]?.output ?? folder), 'error')

  async function eachOf<T>(use: (draft: Draft) => T | Promise<T>): Promise<T[]> {
    const results: T[] = []
    for (const { format, output } of all) {
      const target = await targetOf({ format })
      const taken = takenWishes('codec' in target ? (target.codec.wishes ?? []) : [], flags)
      results.push(await use(await draftOf(io, target, loaded, { ...taken, output, brief: true })))
    }
    return results
  }
}

const ALL = [...codecs, ...views].filter(({ target, partial }) => target && !partial)

/** What is wrong with any of the files, each thing once. */
function together(verdicts: Verdict[]): Verdict {
  const told = new Map<string, Problem>()
  for (const problem of verdicts.flatMap(({ problems }) => problems))
    told.set(`${problem.file}:${problem.line}: ${problem.message}`, problem)
  return {
    problems: [...told.values()],
    exit: WORST.find((code) => verdicts.some(({ exit }) => exit === code)) ?? EXIT.done,
    refused: verdicts.some(({ refused }) => refused),
    isLost: verdicts.every(({ isLost }) => isLost),
  }
}

const WORST: ExitCode[] = [EXIT.input, EXIT.unresolved]

function baseOf(file: string): string {
  return file === '-' ? 'list' : path.basename(file).replace(/(?<=.)\.[^.]*$/, '')
}

/** `castle.rb.csv`: the name of the first list, of the format, and its ending, where that does not say the same. */
function fileName(base: string, format: string, ending: string): string {
  return ending === `.${format}` ? `${base}${ending}` : `${base}.${format}${ending}`
}
