import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import { codecs } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { isSameFile } from '../system/save.js'

interface Kind {
  /** It is a model itself, so that it may be called like one. */
  isModel?: boolean
}

/**
 * Writes a list that may come in several files: `wanted.xml`, or else `wanted-01.xml`, `wanted-02.xml`. `read`
 * are the files that are read. The answer is the names of the files.
 * @throws {BrickError} before anything is written, when that would overwrite what is being read.
 */
export function saveList(io: Io, files: string[], output: string, read: string[], kind: Kind = {}): string[] {
  if (output === '-') {
    for (const text of files) io.write(text)
    return []
  }
  const names = files.map((_, index) => numbered(output, index, files.length))
  refuseOverwriting(io, names, read, kind)
  files.forEach((text, index) => io.save(names[index] ?? output, text))
  return names
}

/** Whoever mixes up the two names on the command line must not lose the model, nor one beside it. */
export function refuseOverwriting(io: Io, names: string[], read: string[], { isModel = false }: Kind = {}): void {
  const inputs = read.flatMap((file) => {
    return file === '-' ? ['brick.toml'] : [file, path.join(path.dirname(file), 'brick.toml')]
  })
  for (const name of names) {
    if (inputs.some((input) => isSameFile(io.cwd, name, input)))
      throw new BrickError(`will not overwrite ${name}, which is being read`, { hint: 'name another file' })
    const ending = path.extname(name).toLowerCase()
    if (MODELS.includes(ending) && !(isModel && WRITTEN_MODELS.includes(ending)))
      throw new BrickError(`will not write a list to ${name}: its name is that of a model`, {
        hint: 'name another file, as in wanted.xml or parts.csv',
      })
  }
}

const MODEL_ROWS = codecs.filter(({ isModel }) => isModel)
const MODELS = MODEL_ROWS.flatMap(({ extensions }) => extensions)
const WRITTEN_MODELS = MODEL_ROWS.flatMap(({ target, extensions, writes = extensions }) => (target ? writes : []))

/**
 * Tells of files that an earlier run left there: whoever uploads all that is in a folder would order too much. `nameOf`
 * are the names that would come next; undefined where no more can come.
 */
export function tellStale(io: Io, nameOf: (index: number) => string | undefined, read: string[] = []): void {
  const stale: string[] = []
  for (let name = nameOf(0); name !== undefined && isThere(io, name, read); name = nameOf(stale.length))
    stale.push(name)
  const [first, last] = [stale[0], stale.at(-1)]
  if (first === undefined || last === undefined) return
  const names = first === last ? `${first} is` : `${first} to ${last} are`
  io.say(`${names} of an earlier run, and not of this list`)
}

/** The same for a list that was saved in so many files, which may have been more or fewer before. */
export function tellStaleParts(io: Io, output: string, files: number, read: string[]): void {
  if (files === 0) return
  if (files > 1) tellStale(io, (index) => (index === 0 ? output : undefined), read)
  const first = files === 1 ? 0 : files
  tellStale(io, (index) => numbered(output, first + index, Math.max(2, files)), read)
}

function isThere(io: Io, name: string, read: string[]): boolean {
  return io.tryRead(name) !== undefined && !read.some((file) => isSameFile(io.cwd, name, file))
}

/** What to say when a model without a part has no list to write. */
export function nothingWritten(name: string): string {
  return `brick: nothing was written to ${name}, because there is nothing to list`
}

/** The name of a file that belongs to another one: `castle.xml` has `castle.unresolved.csv`. */
export function beside(name: string, ending: string): string {
  return name.replace(EXTENSION, ending)
}

/** The files that a list of this name may be written to, as far as there are any. */
export function namesOf(io: Io, output: string): string[] {
  const names = [output, beside(output, '.unresolved.csv')]
  for (let index = 0; io.tryRead(numbered(output, index, 2)) !== undefined; index++)
    names.push(numbered(output, index, 2))
  return names
}

function numbered(name: string, index: number, of: number): string {
  if (of === 1) return name
  const number = String(index + 1).padStart(Math.max(2, String(of).length), '0')
  return name.replace(EXTENSION, (extension) => `-${number}${extension}`)
}

/** Only the first match counts, so that a name without extension gets one. */
const EXTENSION = /(\.[^./\\]*)?$/
