import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'

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
    const header = readHeader(new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter())))
    parts.set(id, header)
    if (header.update > version) version = header.update
  }
  return { parts, geometry: geometry.sort(), version }
}

function readHeader(text) {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const header = { title: first.slice(1).trim(), type: '', update: '', category: '', keywords: [], references: [] }
  for (const line of lines) {
    const [, meta, rest] = /^\s*0\s+!(LDRAW_ORG|CATEGORY|KEYWORDS)\s+(.*?)\s*$/.exec(line) ?? []
    if (meta === 'LDRAW_ORG') readType(header, rest)
    else if (meta === 'CATEGORY') header.category = rest
    else if (meta === 'KEYWORDS') header.keywords.push(...rest.split(',').map((word) => word.trim()))
    else if (/^\s*1\s/.test(line)) header.references.push(readReference(line))
  }
  return header
}

function readType(header, text) {
  header.type = text.replace(/\s*(UPDATE|ORIGINAL).*$/, '')
  header.update = /UPDATE (\d{4}-\d\d)/.exec(text)?.[1] ?? ''
}

function readReference(line) {
  const words = line.trim().split(/\s+/)
  const file = words.slice(14).join(' ').toLowerCase().replaceAll('\\', '/')
  return { color: Number(words[1]), part: file.replace(/\.dat$/, '') }
}
