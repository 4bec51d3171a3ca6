import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { crc32 } from 'node:zlib'
import { makeFolders } from './make-folders.js'
import { reason } from './reason.js'

/** Small files that can be made again, each under a key; many processes may read and write them at once. */
export interface KeptFiles {
  /** What is kept under a key, whole and as it was; undefined where nothing is, or what is there is damaged. */
  find(key: string): Kept | undefined
  /** Where that cannot be done, nothing is kept. */
  keep(key: string, kept: Kept): void
  /** Why nothing can be kept, in words; undefined as long as all went well. */
  trouble(): string | undefined
}

export interface Kept {
  bytes: Uint8Array
  /** From 0 to 65,535: what the owner likes to remember besides. */
  mark: number
}

interface KeptFilesOptions {
  /** When there are more bytes than these, the oldest go. */
  mostBytes: number
  /** Behind the names of the files. */
  ending: string
}

/** @param folder is made when something is to be kept. Keys are hexadecimal, so that they spread evenly. */
export function openKeptFiles(folder: string, { mostBytes, ending }: KeptFilesOptions): KeptFiles {
  let trouble: string | undefined
  let written = 0
  const placeOf = (key: string) => path.join(folder, key.slice(0, 1))
  return { find, keep, trouble: () => trouble }

  function find(key: string): Kept | undefined {
    const file = path.join(placeOf(key), `${key}${ending}`)
    try {
      // To look whether there is one takes a tenth of the time that an error takes.
      return fs.existsSync(file) ? opened(fs.readFileSync(file)) : undefined
    } catch {
      return undefined
    }
  }

  function keep(key: string, kept: Kept): void {
    if (trouble !== undefined) return
    const place = placeOf(key)
    const half = path.join(place, `.${key}.${Math.random().toString(36).slice(2)}.part`)
    try {
      write(place, half, sealed(kept))
      fs.renameSync(half, path.join(place, `${key}${ending}`))
      if (written++ % SWEEP_EACH === 0) sweep(place, ending, mostBytes / PLACES)
    } catch (error) {
      trouble = reason(error)
      remove(half)
    }
  }
}

/** So many folders share the files, by how their keys begin. */
const PLACES = 16
/** One folder is looked through for so many files that are written: each of them takes its turn by chance. */
const SWEEP_EACH = 64

/** Somebody may clear all of it at any time. */
function write(place: string, half: string, bytes: Uint8Array): void {
  try {
    fs.writeFileSync(half, bytes, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    makeFolders(place)
    fs.writeFileSync(half, bytes, { flag: 'wx' })
  }
}

/** Behind the bytes: the mark, a sum over all, and by what it is known. Programs that show PNG files pass over it. */
const SEAL_BYTES = 9
const SEAL = 'bk1'

function sealed({ bytes, mark }: Kept): Uint8Array {
  const all = Buffer.alloc(bytes.length + SEAL_BYTES)
  all.set(bytes)
  all.writeUInt16LE(mark, bytes.length)
  all.writeUInt32LE(crc32(all.subarray(0, bytes.length + 2)), bytes.length + 2)
  all.write(SEAL, bytes.length + 6, 'latin1')
  return all
}

function opened(all: Buffer): Kept | undefined {
  const end = all.length - SEAL_BYTES
  if (end < 0 || all.toString('latin1', end + 6) !== SEAL) return undefined
  if (all.readUInt32LE(end + 2) !== crc32(all.subarray(0, end + 2))) return undefined
  return { bytes: new Uint8Array(all.buffer, all.byteOffset, end), mark: all.readUInt16LE(end) }
}

/** Removes the oldest files of an ending until a quarter of their room is free, and what killed processes left. */
function sweep(place: string, ending: string, mostBytes: number): void {
  const files = fs.readdirSync(place).flatMap((name) => {
    const full = path.join(place, name)
    const stat = fs.statSync(full, { throwIfNoEntry: false })
    return stat ? [{ full, name, bytes: diskBytes(stat), changed: stat.mtimeMs }] : []
  })
  const now = Date.now()
  for (const { full, name, changed } of files) if (name.endsWith('.part') && now - changed > ABANDONED) remove(full)
  const whole = files.filter(({ name }) => name.endsWith(ending)).sort((a, b) => a.changed - b.changed)
  let bytes = whole.reduce((sum, file) => sum + file.bytes, 0)
  if (bytes <= mostBytes) return
  for (const file of whole) {
    if (bytes <= mostBytes * 0.75) return
    remove(file.full)
    bytes -= file.bytes
  }
}

/** In milliseconds. Writing one takes a few. */
const ABANDONED = 3_600_000

/** Small files take a whole block. */
function diskBytes({ blocks, size }: fs.Stats): number {
  return Math.max(blocks * 512, size)
}

function remove(full: string): void {
  try {
    fs.rmSync(full, { force: true })
  } catch {
    return
  }
}
