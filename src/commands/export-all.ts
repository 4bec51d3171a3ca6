import * as path from 'node:path'
import { EXIT, type ExitCode } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import { codecs, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import { reportProblems } from './report-problems.js'
import { targetOf } from './target.js'
import { takenWishes } from './wishes.js'
import { writeTarget, type WriteFlags } from './write-list.js'

/**
 * Writes a list in every format that can hold it, into a folder: `castle.bl.xml`, `castle.rb.csv`, ... What is wrong with
 * the list is told once; what is missing from a file stands in its `.unresolved.csv`.
 */
export async function exportAll(io: Io, folder: string, loaded: Loaded, flags: WriteFlags): Promise<void> {
  io.makeFolder(folder)
  const told = new Map<string, Problem>()
  const exits: ExitCode[] = []
  for (const { names, extensions } of ALL) {
    const target = await targetOf({ format: names[0] })
    const output = path.join(folder, fileName(loaded.files[0] ?? '-', names[0], extensions[0] ?? ''))
    const taken = takenWishes('codec' in target ? (target.codec.wishes ?? []) : [], flags)
    const { problems } = await writeTarget(io, target, loaded, { ...taken, output, brief: true })
    for (const problem of problems) told.set(`${problem.file}:${problem.line}: ${problem.message}`, problem)
    exits.push(io.exitCode)
  }
  await reportProblems(io, [...told.values()], flags)
  io.exitCode = WORST.find((code) => exits.includes(code)) ?? EXIT.done
}

const ALL = [...codecs, ...views].filter(({ target, partial }) => target && !partial)

const WORST: ExitCode[] = [EXIT.input, EXIT.unresolved]

/** `castle.rb.csv`: the name of the first list, of the format, and its ending, where that does not say the same. */
function fileName(file: string, format: string, ending: string): string {
  const base = file === '-' ? 'list' : path.basename(file).replace(/(?<=.)\.[^.]*$/, '')
  return ending === `.${format}` ? `${base}${ending}` : `${base}.${format}${ending}`
}
