import type { Io } from '../system/io.js'

/** Writes a list that may come in several files: `wanted.xml`, or else `wanted-01.xml`, `wanted-02.xml`. */
export function saveList(io: Io, files: string[], output: string): void {
  if (output === '-') return files.forEach((text) => io.write(text))
  files.forEach((text, index) => io.save(numbered(output, index, files.length), text))
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
