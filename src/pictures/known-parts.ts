import { checksum } from '../system/checksum.js'
import type { KeptFiles } from '../system/kept-files.js'
import { stampOf, UNSETTLED, type Stamp } from '../system/stamp.js'

/** What must be known of a part to find its picture without reading its geometry. */
export interface KnownPart {
  /** Of all files that it is drawn from. */
  sum: string
  /** The names of these files. */
  names: string[]
  /** The colors that are in it already: LDraw codes. */
  colors: number[]
  /** Why it cannot be drawn. */
  why?: 'missing' | 'empty' | 'too heavy'
}

/** How a library stands, or stood when parts were read from it. */
export interface LibraryState {
  /** Which it is. */
  library: string
  /** The folders in which files were looked for, or the archive, by their full paths. */
  folders: Map<string, Stamp | undefined>
  /** Where files were found, by their names. */
  files: Map<string, FoundFile>
  /** What it says of its colors. */
  definitions: string[]
}

export interface FoundFile {
  full: string
  stamp: Stamp | undefined
}

/** The parts that were read before, of a library that stands as it did then. */
export interface KnownParts {
  definitions: string[]
  /** Undefined also where one of its files has changed. */
  find(part: string): KnownPart | undefined
}

/** Of an archive, a file is only a name. */
type FileRow = [name: string, full?: string, stamp?: string]
type PartRow = [sum: string, why: string, colors: number[], files: number[]]

interface Content {
  folders: [full: string, stamp: string][]
  definitions: string[]
  /** The first is that of the colors. */
  files: FileRow[]
  parts: Record<string, PartRow>
}

export function openKnownParts(kept: KeptFiles, library: string): KnownParts | undefined {
  const content = contentOf(kept, library)
  if (!content?.folders.every(([full, stamp]) => stampOf(full)?.text === stamp)) return undefined
  const { files, parts, definitions } = content
  const fresh = new Map<number, boolean>()
  return isFresh(0) ? { definitions, find } : undefined

  function find(part: string): KnownPart | undefined {
    const row = Object.hasOwn(parts, part) ? parts[part] : undefined
    if (!row?.[3].every(isFresh)) return undefined
    const [sum, why, colors, places] = row
    const names = places.map((place) => files[place]?.[0] ?? '')
    return { sum, names, colors, ...(why !== '' && { why: why as 'missing' }) }
  }

  /** Each file is looked at once. */
  function isFresh(place: number): boolean {
    const known = fresh.get(place)
    if (known !== undefined) return known
    const [, full, stamp] = files[place] ?? []
    const answer = full === undefined || stampOf(full)?.text === stamp
    fresh.set(place, answer)
    return answer
  }
}

/**
 * Adds parts to those that are known of a library. What was changed just now is left out: it may be changed once more,
 * and have the same stamp.
 * @param since when the library was opened, in milliseconds since 1970.
 */
export function addKnownParts(
  kept: KeptFiles,
  state: LibraryState,
  parts: ReadonlyMap<string, KnownPart>,
  since: number,
): void {
  const isSettled = (stamp: Stamp | undefined) => stamp !== undefined && stamp.changed < since - UNSETTLED
  const folders = [...state.folders].map(([full, stamp]): [string, string] => [full, stamp?.text ?? ''])
  const content: Content = { folders, definitions: state.definitions, files: [], parts: {} }
  const places = new Map<string, number>()
  const isSound = [...state.folders.values()].every(isSettled) && placeOf(rowOf(COLORS)) !== undefined
  if (!isSound) return
  for (const [part, { sum, why = '', colors, names }] of parts) put(part, [sum, why, colors, []], names.map(rowOf))
  const before = contentOf(kept, state.library)
  if (before && isSameState(before, content)) addFrom(before)
  kept.keep(keyOf(state.library), { bytes: new TextEncoder().encode(JSON.stringify(content)), mark: 0 })

  function rowOf(name: string): FileRow | undefined {
    const found = state.files.get(name)
    if (!found) return [name]
    return isSettled(found.stamp) ? [name, found.full, found.stamp?.text ?? ''] : undefined
  }

  function put(part: string, [sum, why, colors]: PartRow, rows: (FileRow | undefined)[]): void {
    const own = rows.map(placeOf)
    if (own.every((place) => place !== undefined)) content.parts[part] ??= [sum, why, colors, own]
  }

  /** Undefined where the file stands otherwise than it stood for another part. */
  function placeOf(row: FileRow | undefined): number | undefined {
    if (!row) return undefined
    const place = places.get(row[0]) ?? content.files.push(row) - 1
    places.set(row[0], place)
    return content.files[place]?.[2] === row[2] ? place : undefined
  }

  /** What was known before, or what other processes found. */
  function addFrom({ parts: others, files, folders: more }: Content): void {
    content.folders = [...new Map([...more, ...folders])]
    for (const [part, row] of Object.entries(others))
      put(
        part,
        row,
        row[3].map((place) => files[place]),
      )
  }
}

/** The file of the colors, by the name under which `openPictureLibrary` reads it. */
const COLORS = 'ldconfig.ldr'

/** Folders may be more or fewer, but none may stand otherwise. */
function isSameState(a: Content, b: Content): boolean {
  const stamps = new Map(a.folders)
  if (a.files[0]?.[2] !== b.files[0]?.[2]) return false
  return b.folders.every(([full, stamp]) => (stamps.get(full) ?? stamp) === stamp)
}

function keyOf(library: string): string {
  return checksum(new TextEncoder().encode(library))
}

/** What is not as we wrote it is nothing. */
function contentOf(kept: KeptFiles, library: string): Content | undefined {
  const found = kept.find(keyOf(library))
  if (!found) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(found.bytes)) as Content
  } catch {
    return undefined
  }
}
