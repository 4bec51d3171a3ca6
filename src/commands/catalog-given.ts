import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import { sourceOf, type Source } from '../core/source.js'
import { readPlainTable } from '../formats/rows/plain-rows.js'
import { openArchive, type Archive } from '../ldraw/archive.js'
import type { CatalogBuild } from '../store/catalog-build.js'
import type { SourceId } from '../store/catalog-tables.js'
import { findFiles, type Found } from '../system/found-files.js'
import type { Io } from '../system/io.js'
import { isGzip, unpacker } from '../system/unpack.js'
import { packedContent, plainContent, survey, type Content } from './catalog-content.js'
import { archiveLibrary, folderLibrary, isLibrary } from './catalog-library.js'

/** A table, or a library, that the user gave to make the catalog of. */
export interface Given {
  id: SourceId
  /** As the user would name it. */
  name: string
  date: string
  bytes: number
  sha256: string
  /** Puts all of it into the catalog; the answer is the first line that makes no sense. */
  fill(build: CatalogBuild, tell: (text: string) => void): Promise<number | undefined>
}

/**
 * Opens everything that the user named, and finds out what it is by how it begins. Files of no table are left out in
 * folders, and told as `strangers`.
 * @throws {BrickError} for a file that the user named and that is no table; when one cannot be read.
 */
export async function openGiven(
  io: Io,
  names: string[],
  tell: (text: string) => void,
): Promise<{ given: Given[]; strangers: string[] }> {
  const given: Given[] = []
  const strangers: string[] = []
  for (const found of findFiles(io, names, isLibrary)) {
    tell(`reading ${found.name}`)
    const opened = await openFound(io, found, tell)
    if (opened.length === 0 && found.isNamed) throw noTable(found.name)
    if (opened.length === 0) strangers.push(found.name)
    given.push(...opened)
  }
  return { given: withoutTwins(given), strangers }
}

async function openFound(io: Io, found: Found, tell: (text: string) => void): Promise<Given[]> {
  const { name } = found
  if (found.kind === 'folder') return [await folderLibrary(io, found, tell)]
  const source = io.open(name)
  if (source.head[0] === 0x50 && source.head[1] === 0x4b) return openZip(io, found, source)
  if (!found.isNamed && !ENDINGS.test(name)) return []
  if (!isGzip(source.head)) return openTable(found, plainContent(source))
  return openTable(found, packedContent(io, { name, method: 'gzip', chunks: source.chunks }))
}

/** What tables are called that lie in a folder with other things. */
const ENDINGS = /\.(?:csv|txt|tsv|tab)(?:\.gz)?$/i

async function openZip(io: Io, { name, date }: Found, source: Source): Promise<Given[]> {
  // Small files by the thousand are read ten times faster from memory.
  const bytes = source.bytes()
  const archive = await openArchive(bytes, name, { maxFiles: MAX_FILES, hint: 'download it again', unpacker })
  if (isLibrary(archive.names)) return [archiveLibrary(archive, bytes, { name, date })]
  const given: Given[] = []
  for (const inner of archive.names.filter((one) => ENDINGS.test(one)))
    given.push(...(await openTable({ name: `${name}/${inner}`, date }, await zippedContent(io, archive, name, inner))))
  return given
}

/** A library has 25,000 files, and grows by a thousand a year. */
const MAX_FILES = 200_000

async function zippedContent(io: Io, archive: Archive, name: string, inner: string): Promise<Content> {
  const packed = await archive.packed(inner)
  if (!packed) return plainContent(sourceOf(await archive.read(inner)))
  const method = packed.isDeflated ? 'deflate' : 'stored'
  return packedContent(io, { ...packed, name: `${name}/${inner}`, method, chunks: () => [packed.bytes] })
}

async function openTable({ name, date }: Pick<Found, 'name' | 'date'>, content: Content): Promise<Given[]> {
  const known = await survey(content)
  if (known === undefined) return []
  if (known.hasZeros) throw damaged(name)
  return [{ id: known.id, name, date, bytes: known.bytes, sha256: known.sha256, fill }]

  async function fill(build: CatalogBuild, tell: (text: string) => void): Promise<number | undefined> {
    let first: number | undefined
    let count = 0
    await content.read((source) =>
      readPlainTable(source, name, ({ keys }) => {
        const take = build.rows(known?.id as SourceId, keys)
        return ({ line, cells }) => {
          if (!take(cells)) first ??= line
          if (++count % 20_000 === 0) tell(`importing ${path.basename(name)}: ${count.toLocaleString('en-US')} rows`)
        }
      }),
    )
    return first
  }
}

/** The same table may lie there packed and unpacked. */
function withoutTwins(given: Given[]): Given[] {
  const kept = new Map<string, Given>()
  for (const one of given) {
    const twin = kept.get(one.id)
    if (twin && twin.sha256 !== one.sha256)
      throw new BrickError(`${twin.name} and ${one.name} are two different tables of ${one.id}`, {
        hint: 'name the files that you mean, one of each',
      })
    kept.set(one.id, twin ?? one)
  }
  return [...kept.values()]
}

function damaged(name: string): BrickError {
  const hint = 'it is damaged, or made to look like a table; download it again'
  return new BrickError(`${name} begins as a table, and has bytes that are no text`, { exit: EXIT.input, hint })
}

function noTable(name: string): BrickError {
  return new BrickError(`${name} is no table that a catalog is made of`, { exit: EXIT.input, hint: WANTED })
}

export const WANTED =
  "brick takes Rebrickable's tables (.csv, .gz, .zip), an LDraw library, Studio's tables, and BrickLink's catalog downloads"
