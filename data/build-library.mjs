import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { parseDocument } from '../dist/ldraw/parse.js'
import { readPart } from '../dist/ldraw/part-header.js'

/**
 * What the headers of an LDraw library say of each part, and the names of all files that are never parts.
 * `parts` is by id: lower case, without `.dat`.
 */
export async function readLibrary(bytes) {
  configure({ useWebWorkers: false })
  const parts = new Map()
  const geometry = []
  const reader = new ZipReader(new Uint8ArrayReader(bytes))
  let version = ''
  for await (const entry of reader.getEntriesGenerator()) {
    const [, folder, name] = /^(?:ldraw\/)?(p|parts)\/(.+)\.dat$/i.exec(entry.filename) ?? []
    if (name === undefined) continue
    const id = name.toLowerCase()
    if (folder.toLowerCase() === 'p' || id.includes('/')) {
      geometry.push(id)
      continue
    }
    const content = await entry.getData(new Uint8ArrayWriter())
    parts.set(id, readHeader(id, content))
    const update = updateOf(content)
    if (update > version) version = update
  }
  return { parts, geometry: geometry.sort(), version }
}

/** The part as the program itself reads it, with the words of its header that only the tables need. */
export function readHeader(id, content) {
  const { title, category, keywords } = parseDocument(content, id, { mend: false, steps: false }).blocks[0]
  return { fact: readPart(id, content), title, category, keywords }
}

function updateOf(content) {
  const header = new TextDecoder().decode(content.subarray(0, 4096))
  return /^0 !LDRAW_ORG .*UPDATE (\d{4}-\d\d)/m.exec(header)?.[1] ?? ''
}
