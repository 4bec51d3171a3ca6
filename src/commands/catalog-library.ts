import type { PartFact } from '../core/catalog/catalog.js'
import { nameKey, partId } from '../core/catalog/part-id.js'
import type { Archive } from '../ldraw/archive.js'
import { readPart } from '../ldraw/part-header.js'
import { checksum, checksums } from '../system/checksum.js'
import { namesIn, type Found } from '../system/found-files.js'
import type { Io } from '../system/io.js'
import { libraryFolder } from '../system/library.js'
import type { Given } from './catalog-given.js'

/** Whether these are the names of what is in an LDraw library, folder or archive. */
export function isLibrary(names: string[]): boolean {
  return names.some((name) => /^parts$/i.test(name) || PART.test(name))
}

/** Not those in folders below: they are geometry. */
const PART = /^(?:ldraw\/)?(?:unofficial\/)?parts\/([^/]+\.dat)$/i

type NameAndDate = Pick<Found, 'name' | 'date'>

/** Which files of a library are parts, and their bytes. */
interface Library {
  files: string[]
  /** How a file begins, `HEADER_BYTES` at least. */
  head(file: string): Promise<Uint8Array | undefined>
  read(file: string): Promise<Uint8Array | undefined>
}

/** Known by the bytes of the archive: to unpack it takes a while. */
export function archiveLibrary(archive: Archive, bytes: Uint8Array, found: NameAndDate): Given {
  const library: Library = {
    files: archive.names.filter((name) => PART.test(name)),
    head: (file) => archive.head(file, HEADER_BYTES),
    read: (file) => archive.read(file),
  }
  const [size, sha256] = [bytes.length, checksum(bytes)]
  return { id: 'ldraw/parts', ...found, bytes: size, sha256, fill: filler(library, found.name) }
}

/** Known by the bytes of its parts. */
export async function folderLibrary(io: Io, found: NameAndDate, tell: (text: string) => void): Promise<Given> {
  const folder = libraryFolder(found.name)
  const files = ['parts', 'PARTS', 'unofficial/parts'].flatMap((place) =>
    namesIn(io, `${found.name}/${place}`).map((name) => `${place}/${name}`),
  )
  const read = async (file: string) => folder(file)
  const library: Library = { files: files.filter((name) => PART.test(name)), head: read, read }
  const sum = checksums()
  let bytes = 0
  for (const [index, file] of library.files.entries()) {
    if (index % 100 === 0) tell(`reading ${found.name}: ${index} of ${files.length} parts`)
    const content = folder(file) ?? new Uint8Array()
    sum.add(`${file}\n`).add(content)
    bytes += content.length
  }
  const { name, date } = found
  return { id: 'ldraw/parts', name, date, bytes, sha256: sum.end(), fill: filler(library, name) }
}

/** Official files come first, and so are those that count. */
function filler(library: Library, name: string): Given['fill'] {
  return async (build, tell) => {
    const facts = new Map<string, PartFact>()
    const files = [...new Set(library.files)].sort(officialFirst)
    for (const [index, file] of files.entries()) {
      if (index % 100 === 0) tell(`importing ${name}: ${index} of ${files.length} parts`)
      const id = partId(nameKey(PART.exec(file)?.[1] ?? file))
      const fact = facts.has(id) ? undefined : await partOf(id, file, library)
      if (fact) facts.set(id, fact)
    }
    // Assemblies also draw something of their own, with primitives.
    for (const fact of facts.values())
      build.ldrawPart({ ...fact, content: fact.content.filter(({ part }) => facts.has(part)) })
    return undefined
  }
}

/** What a file is stands in its first lines; all of it is read only where its content says more. */
async function partOf(id: string, file: string, { head, read }: Library): Promise<PartFact | undefined> {
  const first = await head(file)
  if (!first) return undefined
  const end = first.length < HEADER_BYTES ? -1 : first.lastIndexOf(LINE_FEED, HEADER_BYTES)
  const fact = readPart(id, end < 0 ? first : first.subarray(0, end))
  if (end < 0 || fact.kind === 'part' || fact.kind === 'helper' || fact.kind === 'sticker') return fact
  const all = await read(file)
  return all && readPart(id, all)
}

/** No header is longer, except for a few histories, after which nothing comes that we read. */
const HEADER_BYTES = 8192
const LINE_FEED = 10

function officialFirst(a: string, b: string): number {
  return Number(/unofficial/i.test(a)) - Number(/unofficial/i.test(b)) || (a < b ? -1 : 1)
}
