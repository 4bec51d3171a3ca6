import type { Problem } from '../core/problem.js'

/** What is in one LDraw file: the blocks of an MPD, or the one block that a plain file is. */
export interface Document {
  /** As the user would name it. */
  file: string
  /** In the order of the file; the first is the main model. */
  blocks: Block[]
  /** Colors that the file defines itself, by code. */
  colors: Map<number, LocalColor>
  problems: Problem[]
}

/** One `0 FILE` block. */
export interface Block {
  /** As the `0 FILE` line writes it; empty for a file without any. */
  name: string
  /** The line of `0 FILE`, or 1. */
  line: number
  /** The first type-0 line, even where it looks like a meta. */
  title: string
  /** What the header says the file is. */
  header: HeaderKind | undefined
  qualifier: Qualifier | undefined
  /** Holds lines, triangles or quads: something is drawn here. */
  draws: boolean
  /** An LDCad path or spring, or a body that LDCad generated: one flexible part. */
  flexible: boolean
  /** The part that it is, bent or turned: Studio writes a block of pieces for each such part. */
  standsFor: string | undefined
  /** Studio's own count of the pieces, where the file tells it. */
  claimed: number | undefined
  /** The color for what is left open at the top, from `!CMDLINE -c`. */
  mainColor: number | undefined
  keywords: string[]
  category: string
  entries: Entry[]
}

export type HeaderKind = 'part' | 'shortcut' | 'subpart' | 'primitive' | 'model'

/** Another name of a part; a part in one color; a stretch of a hose. */
export type Qualifier = 'alias' | 'physical' | 'flexible'

/** A color that a model defines for itself with `0 !COLOUR`. */
interface LocalColor {
  name: string
  rgb: string
}

/** What matters for counting, in the order of the file. Equal references between two metas are one entry. */
export type Entry = ReferenceEntry | BrokenEntry | MetaEntry

export interface ReferenceEntry {
  kind: 'reference'
  /** As written, mended only where `mend` was asked for. */
  name: string
  color: number
  /** How many lines say the same. */
  count: number
  /** The first of them. */
  line: number
  /** The building step, counted from 1; 0 where steps were not asked for. */
  step: number
  /**
   * `ghost`: MLCad shows it only in the main model; `hidden`: commented out by the author;
   * `textured`: a copy with a picture on it; `unseen`: hidden in LeoCAD, by the view only.
   */
  mark?: 'ghost' | 'hidden' | 'textured' | 'unseen'
}

/** Type-1 lines that name no file, or cannot be read. Their problem has been reported. */
interface BrokenEntry {
  kind: 'broken'
  nameless: boolean
  count: number
}

/** A meta command that changes what is counted. */
export interface MetaEntry {
  kind: 'meta'
  meta: Meta
  line: number
  step: number
}

export type Meta =
  | { type: 'store' | 'retrieve'; buffer: string }
  | { type: 'ignore-begin' | 'range-end'; of: 'PLI' | 'PART' }
  | { type: 'substitute'; part: string; color: number | undefined }
  | { type: 'mod-begin' | 'mod-remove' | 'mod-apply'; key: string }
  | { type: 'mod-original' | 'mod-end' }
  | { type: 'synth-begin'; name: string; color: number | undefined }
  | { type: 'synth-end' | 'synthesized-begin' | 'synthesized-end' }
  | { type: 'generator'; name: string; color: number | undefined }
  | { type: 'skip-begin' | 'skip-end' }
  | { type: 'texture-begin' | 'texture-next' | 'texture-fallback' | 'texture-end' }
