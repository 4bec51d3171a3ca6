import * as path from 'node:path'
import { nameKey } from '../core/catalog/part-id.js'
import { BrickError, EXIT } from '../core/error.js'
import { sourceOf } from '../core/source.js'
import { openModelArchive } from '../formats/model/archive.js'
import { joinBytes } from '../ldraw/bytes.js'
import { openText } from '../ldraw/encoding.js'
import type { Io } from '../system/io.js'
import { openSiblings } from '../system/siblings.js'
import type { Beside } from '../pictures/picture-library.js'

/** A model to draw, and what lies beside it. */
export interface ModelFile {
  /** As the user named it. */
  file: string
  /** As models refer to it. */
  name: string
  /** In UTF-8. */
  bytes: Uint8Array
  beside: Beside
}

/** Whether a word names a model file, and not a part, which may be called `3001.dat`, too. */
export function isModelFile(io: Io, word: string): boolean {
  return word === '-' || /\.(?:ldr|mpd|l3b|io)$|[\\/].*\.dat$/i.test(word) || io.tryRead(word) !== undefined
}

/** Opens an LDraw model, or one of Studio. @throws {BrickError} when it cannot be read, or is something else. */
export async function openModelFile(io: Io, file: string): Promise<ModelFile> {
  const bytes = io.read(file)
  if (isZip(bytes)) return openStudio(bytes, file)
  if (!looksLikeLDraw(bytes)) throw noModel(file)
  const { path: own, sibling } = openSiblings(io.cwd, file)
  const beside: Beside = (name) => (file === '-' ? undefined : sibling(name, own)?.bytes)
  return { file, name: path.basename(file), bytes: plain(bytes, file), beside }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Its first words are the number of a line type. */
function looksLikeLDraw(bytes: Uint8Array): boolean {
  const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8').decode(
    bytes.subarray(0, 4096),
  )
  return text.split(/[\r\n]+/).some((line) => /^\s*[0-5](?:\s|$)/.test(line))
}

/** As the specification has it, whatever it was written in. */
function plain(bytes: Uint8Array, file: string): Uint8Array {
  return joinBytes([...openText(sourceOf(bytes), file, true).chunks()])
}

function noModel(file: string): BrickError {
  return new BrickError(`${file === '-' ? 'standard input' : file} is no LDraw model, so there is nothing to draw`, {
    exit: EXIT.input,
    hint: 'it draws .ldr, .mpd and .dat files, models of Studio (.io), and parts by number; brick report draws the parts of all others',
  })
}

const INNER = ['model.ldr', 'model2.ldr', 'modelv2.ldr', 'modelv1.ldr']

/** What is in Studio's archive: the model, and the parts that the user imported, with what they are drawn with. */
async function openStudio(bytes: Uint8Array, file: string): Promise<ModelFile> {
  const archive = await openModelArchive(sourceOf(bytes), file)
  const name = INNER.flatMap((inner) => archive.names.find((other) => other.toLowerCase() === inner) ?? [])[0]
  if (name === undefined) throw noModel(file)
  const custom = new Map<string, Uint8Array>()
  for (const inner of archive.names) {
    const part = /^customparts\/(?:parts\/|p\/)?(.+\.(?:dat|ldr|png))$/i.exec(inner)?.[1]
    if (part !== undefined) custom.set(nameKey(part), await archive.read(inner))
  }
  return {
    file,
    name: path.basename(file),
    bytes: plain(await archive.read(name), `${file}/${name}`),
    beside: (wanted) => custom.get(nameKey(wanted)),
  }
}
