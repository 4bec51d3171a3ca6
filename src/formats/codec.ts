import type { Assemblies } from '../core/translate/canonical.js'
import type { ColorFact, PartFact } from '../core/catalog/catalog.js'
import type { Decisions } from '../core/catalog/decisions.js'
import type { Facts } from '../core/catalog/facts.js'
import type { LotField } from '../core/fields.js'
import type { IdSystem, Inventory } from '../core/inventory.js'
import type { Ledger } from '../core/ledger.js'
import type { Status } from '../core/catalog/listing.js'
import type { Parsed, Problem } from '../core/problem.js'
import type { Source } from '../core/source.js'

/**
 * A file format: reads, writes, or both. One file in this folder, one line in `index.ts`, one sample in
 * `fixtures/formats/`. Codecs open nothing: they read a source that is open, ask `Surroundings` for more, and write text.
 * `index.ts` says how its files begin.
 */
export interface Codec<S extends IdSystem = IdSystem> {
  /** The first of its names in `index.ts`, for messages. */
  id: string
  title: string
  /** Which wishes about the list `write` passes on; `brick export` refuses the others. */
  wishes?: Wish[]
  /** What `write` has a place for, besides part, color and quantity; that the rest is lost is told once. */
  holds?: LotField[]
  /** `write` keeps lots of no pieces, as BrickStore's lists of a set may have. */
  keepsEmpty?: true
  /** It is read as something built of parts, so that assemblies are taken apart or joined as the user wishes. */
  model?: true
  /** What to do with a written file, in one sentence. */
  next?: string
  /** Whose numbers are in the file. */
  system: S
  read?(source: Source, file: string, surroundings: Surroundings): Reading<S> | Promise<Reading<S>>
  /** What to say of a list that `write` cannot write just as it is: in several files, without quantities. */
  notes?(inventory: Inventory<S>, options: WriteOptions): Problem[]
  /** Never drops a lot. A list that one file cannot hold comes as several, in order. */
  write?(inventory: Inventory<S>, options: WriteOptions): string[]
}

/** What a shop may be asked of each lot, and of the list: an option of `brick export` each. */
export type Wish = 'condition' | 'maxPrice' | 'remark' | 'maxLots'

/** What a reader may ask of the world, and the user's wishes about counting. */
export interface Surroundings {
  catalog: Facts
  decisions: Decisions
  /** What tells the file from all others, as `sibling` gives it. */
  path: string
  /** A file beside the one at `path`, by its name there; undefined where there is none, or where it is out of bounds. */
  sibling(name: string, path: string): NamedBytes | undefined
  /** Files of the user's LDraw library, by name (lower case, `/`); absent without a library. */
  library?(names: string[]): Promise<Map<string, LibraryFile>>
  options: ReadOptions
}

export interface NamedBytes {
  /** As the user would name it. */
  file: string
  /** What tells it from all other files. */
  path: string
  bytes: Uint8Array
  /** It is a part, also where its header does not say so. */
  isPart?: true
}

export interface LibraryFile extends NamedBytes {
  folder: 'parts' | 'p' | 'models'
}

/** How to count. */
export interface ReadOptions {
  /** Numbers and colors as in the file: no meta is obeyed, nothing is mended or left out. */
  asWritten?: boolean
  ignoreLpub?: boolean
  countGhosts?: boolean
  skipHidden?: boolean
  /** Count places of different steps apart. */
  steps?: boolean
  /** The LDraw color for what is left open at the top. */
  mainColor?: number
  /** Names of submodels and parts to leave out. */
  skip?: string[]
  /** What `--columns` says: which column of a table is what, as in `part=2,color=5,qty=1`. */
  columns?: string
  /** Of each lot, list what is still needed: without what is at hand. */
  remaining?: boolean
  /** Whether spare parts are listed; without it, as is usual in the format. */
  spares?: 'keep' | 'skip'
  /** What becomes of assemblies; without it, readers leave them in pieces. Most is done when all is read. */
  assemblies?: Assemblies
  /** The submodel to count, instead of the first. */
  model?: string
  /** Count every submodel that no other uses. */
  all?: boolean
}

export interface Reading<S extends IdSystem = IdSystem> extends Parsed<Inventory<S>> {
  ledger: Ledger
  /** What the file itself, or the user's library, says of parts and colors. */
  facts?: PartFact[]
  colors?: ColorFact[]
  /** The list has been counted before: its numbers are those that we work with, and nothing is followed again. */
  isHome?: true
  /** How parts stand that are not simply known, by part. */
  statuses?: Map<string, Status>
  /** The numbers of the orders that the list tells of, behind the name of the shop: `BrickLink 12345678`. */
  orders?: string[]
}

export interface WriteOptions {
  /** At most so many lots in one file. */
  maxLots?: number
}
