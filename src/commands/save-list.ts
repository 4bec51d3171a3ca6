import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import type { Io } from '../system/io.js'
import { isSameFile } from '../system/save.js'

/**
 * Writes a list that may come in several files: `wanted.xml`, or else `wanted-01.xml`, `wanted-02.xml`. `read`
 * are the files that are read. The answer is the names of the files. Only what is a model may be called like one.
 * @throws {BrickError} before anything is written, when that would overwrite what is being read.
 */
export function saveList(
  io: Io,
  files: string[],
  output: string,
  read: string[],
  kind: { isModel?: boolean } = {},
): string[] {
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
export function refuseOverwriting(
  io: Io,
  names: string[],
  read: string[],
  { isModel = false }: { isModel?: boolean } = {},
): void {
  const inputs = read.flatMap((file) => {
    return file === '-' ? ['brick.toml'] : [file, path.join(path.dirname(file), 'brick.toml')]
  })
  for (const name of names) {
    if (inputs.some((input) => isSameFile(io.cwd, name, input)))
      throw new BrickError(`will not overwrite ${name}, which is being read`, { hint: 'name another file' })
    if (MODEL.test(name) && !(isModel && LDRAW.test(name)))
      throw new BrickError(`will not write a list to ${name}: its name is that of a model`, {
        hint: 'name another file, as in wanted.xml or parts.csv',
      })
  }
}

const MODEL = /\.(ldr|mpd|dat|io|l3b)$/i
const LDRAW = /\.(ldr|mpd)$/i

/** What to say when a model without a part has no list to write. */
export function nothingWritten(name: string): string {
  return `brick: nothing was written to ${name}, because there is nothing to list`
}

/** The name of a file that belongs to another one: `castle.xml` has `castle.unresolved.csv`. */
export function beside(name: string, ending: string): string {
  return name.replace(EXTENSION, ending)
}

function numbered(name: string, index: number, of: number): string {
  if (of === 1) return name
  const number = String(index + 1).padStart(Math.max(2, String(of).length), '0')
  return name.replace(EXTENSION, (extension) => `-${number}${extension}`)
}

/** Only the first match counts, so that a name without extension gets one. */
const EXTENSION = /(\.[^./\\]*)?$/
