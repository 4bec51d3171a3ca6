import type { Unresolved } from '../core/translate/translate.js'
import type { Io } from '../system/io.js'
import { beside, refuseOverwriting } from './save-list.js'

/**
 * The file for what is missing from a list, beside the list; undefined where that is no file.
 * @throws {BrickError} when it is one of the files that are `read`.
 */
export function unresolvedFile(io: Io, output: string, read: string[]): string | undefined {
  if (output === '-') return undefined
  const file = beside(output, '.unresolved.csv')
  refuseOverwriting(io, [file], read)
  return file
}

/** Writes what is missing. What an earlier run left there would be wrong now, also when nothing is missing any more. */
export async function saveUnresolved(io: Io, unresolved: Unresolved[], file: string | undefined): Promise<void> {
  if (file === undefined || (unresolved.length === 0 && io.tryRead(file) === undefined)) return
  const { unresolvedCsv } = await import('../formats/view/unresolved-csv.js')
  io.save(file, unresolvedCsv(unresolved))
}
