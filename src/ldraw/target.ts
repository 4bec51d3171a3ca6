import type { Catalog, PartFact } from '../core/catalog/catalog.js'
import { nameKey, partId } from '../core/catalog/part-id.js'
import type { Block, Document } from './document.js'
import { extension, mendName } from './name.js'

/** What a file name in a model leads to. */
export type Target =
  /** A submodel: its content counts. */
  (
    | { type: 'model'; document: Document; block: Block }
    /** One piece. */
    | { type: 'piece'; id: string; status: PieceStatus; block?: Block }
    /** Geometry, or a tool's helper; never a piece. The rule says which. */
    | { type: 'nothing'; rule: string }
  ) & {
    /** What the name was read as, where it leads nowhere as it stands. */
    mended?: string
  }

/**
 * `library`: known; `custom`: drawn by the author; `flexible`: a hose, by its path; `unknown`: a part nobody knows;
 * `missing`: a submodel not found.
 */
export type PieceStatus = 'library' | 'custom' | 'flexible' | 'unknown' | 'missing'

export interface TargetOptions {
  catalog: Catalog
  /** Another file by its name in `from`, parsed; undefined where there is none, or it lies out of bounds. */
  open(name: string, from: Document): Document | undefined
  /** Mend names that lead nowhere as they stand, and leave out the helpers of LSynth. */
  mend: boolean
}

/** Finds what the names in a document lead to, in the order of the specification, each name once. */
export function targetFinder(options: TargetOptions) {
  const known = new Map<Document, Map<string, Target>>()
  const blocks = new Map<Document, Map<string, Block>>()
  return { find, role, blockOf }

  function find(name: string, from: Document): Target {
    let targets = known.get(from)
    if (!targets) known.set(from, (targets = new Map<string, Target>()))
    let target = targets.get(name)
    if (!target) targets.set(name, (target = findNew(name, from)))
    return target
  }

  function findNew(name: string, from: Document): Target {
    const key = nameKey(name)
    const found = lookUp(key, name, from)
    if (found) return found
    const mended = options.mend ? mendName(name) : undefined
    const second = mended === undefined ? undefined : lookUp(nameKey(mended), mended, from)
    if (second && mended !== undefined) return { ...second, mended }
    const part = options.mend ? options.catalog.part(partId(key.replace(/\.(ldr|mpd)$/, ''))) : undefined
    if (part && extension(key) !== '') return { ...pieceOrNothing(part), mended: `${part.id}.dat` }
    return lost(mended === undefined ? key : nameKey(mended))
  }

  /** The file itself, then what lies beside it, then the library. */
  function lookUp(key: string, name: string, from: Document): Target | undefined {
    const names = extension(key) === '' ? [key, `${key}.dat`, `${key}.ldr`, `${key}.mpd`] : [key]
    for (const candidate of names) {
      const block = blockOf(candidate, from)
      if (block) return role(block, from, candidate)
    }
    for (const candidate of names) {
      const beside = options.open(candidate === key ? name : candidate, from)
      const block = beside?.blocks[0]
      if (beside && block) return role(block, beside, candidate)
    }
    const ending = extension(key)
    const part = ending === '' || ending === '.dat' ? options.catalog.part(partId(key)) : undefined
    return part && pieceOrNothing(part)
  }

  /** Names of blocks are unique; of several with one name, the first counts. */
  function blockOf(key: string, document: Document): Block | undefined {
    let index = blocks.get(document)
    if (!index) {
      index = new Map<string, Block>()
      for (const block of document.blocks) {
        const name = nameKey(block.name)
        if (!index.has(name)) index.set(name, block)
      }
      blocks.set(document, index)
    }
    return key === '' ? undefined : index.get(key)
  }

  /** Whether a file that can be read is a model to enter, one piece, or nothing to buy. */
  function role(block: Block, document: Document, key: string): Target {
    const id = idOf(key)
    if (block.flexible) return { type: 'piece', id, status: 'flexible', block }
    if (block.standsFor !== undefined) return standIn(block, options.mend ? idOf(nameKey(block.standsFor)) : id)
    if (options.mend && LSYNTH.test(id)) return { type: 'nothing', rule: 'lsynth' }
    const official = extension(key) === '.dat' && block.header !== 'model' ? options.catalog.part(id) : undefined
    if (official) return pieceOrNothing(official)
    switch (block.header) {
      case 'part':
      case 'shortcut':
        return { type: 'piece', id, status: 'custom', block }
      case 'subpart':
        return { type: 'nothing', rule: 'subpart' }
      case 'primitive':
        return { type: 'nothing', rule: 'primitive' }
      case 'model':
        return { type: 'model', document, block }
      default:
        return isDrawing(block, document, extension(key))
          ? { type: 'piece', id, status: 'custom', block }
          : { type: 'model', document, block }
    }
  }

  /** A block of Studio's that is a part in some pose. */
  function standIn(block: Block, id: string): Target {
    const part = options.catalog.part(id)
    return part ? pieceOrNothing(part) : { type: 'piece', id, status: 'unknown', block }
  }

  /** A file without a header that draws something and places no part can only be a part itself. */
  function isDrawing(block: Block, document: Document, ending: string): boolean {
    if (block.draws && ending === '.dat') return true
    const names = new Set(block.entries.flatMap((entry) => (entry.kind === 'reference' ? [entry.name] : [])))
    if (!block.draws && (names.size === 0 || ending !== '.dat')) return false
    for (const name of names) if (!isGeometry(name, document)) return false
    return true
  }

  /** Looks no deeper than the headers, so that files that refer to each other cannot lead it round in circles. */
  function isGeometry(name: string, document: Document): boolean {
    const key = nameKey(name)
    const kind = options.catalog.part(partId(key))?.kind
    if (kind !== undefined) return kind === 'primitive' || kind === 'subpart'
    const header = blockOf(key, document)?.header
    return header === 'primitive' || header === 'subpart' || isSubpartName(key)
  }

  function pieceOrNothing({ id, kind }: PartFact): Target {
    if (options.mend && LSYNTH.test(id)) return { type: 'nothing', rule: 'lsynth' }
    if (kind === 'primitive' || kind === 'subpart') return { type: 'nothing', rule: kind }
    return { type: 'piece', id, status: 'library' }
  }

  function lost(key: string): Target {
    const ending = extension(key)
    if (ending === '.ldr' || ending === '.mpd') return { type: 'piece', id: key, status: 'missing' }
    // `3001.dat.dat` without its ending would read as the file of another part.
    const id = partId(key).endsWith('.dat') ? key : idOf(key)
    if (isSubpartName(key)) return { type: 'nothing', rule: 'subpart' }
    if (options.mend && LSYNTH.test(id)) return { type: 'nothing', rule: 'lsynth' }
    return { type: 'piece', id: id, status: 'unknown' }
  }
}

/** `s/` is the library's folder of subparts, `8/` and `48/` are those of primitives. */
function isSubpartName(key: string): boolean {
  return /^(?:parts\/)?s\/|^(?:p\/)?(?:8|48)\//.test(key)
}

/** What LSynth puts along a hose to say where it goes, and the segments it makes of it: never pieces. */
const LSYNTH = /^(?:\d{3,7}(?:-\d+)? - )?ls\d\d+[a-z]?$/

/** A file that is called just `.dat` is known by its whole name. */
function idOf(key: string): string {
  return partId(key) || key
}
