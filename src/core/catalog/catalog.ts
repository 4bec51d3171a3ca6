import type { IdSystem } from '../inventory.js'

/**
 * What an LDraw file is, as far as a parts list cares.
 *
 * - `part`: one piece, or what LEGO sells as one
 * - `shortcut`: an assembly of parts under one number (minifig legs, a wheel with its tyre)
 * - `moved`, `alias`: another name of `content[0]`
 * - `physical`: a number for a part in one color (or an assembly of such); the color stands in `content`
 * - `sticker`: one sticker of a sheet
 * - `helper`: a piece that is never sold alone (LDraw titles that start with `~`), segments of hoses
 * - `third-party`: made by others than LEGO
 * - `subpart`, `primitive`: geometry, never a piece
 */
export type PartKind =
  'part' | 'shortcut' | 'moved' | 'alias' | 'physical' | 'sticker' | 'helper' | 'third-party' | 'subpart' | 'primitive'

/** How far a number of another system can be trusted, best first. */
export const CONFIDENCES = [
  'user',
  'exact',
  'renamed',
  'same-number',
  'mould-generic',
  'alias',
  'flex-form',
  'element',
  'exact-unverified',
  'exact-ambiguous',
  'sticker',
  'mould-variant',
  'sticker-dropped',
  'print-dropped',
  'assumed-same',
  'unknown',
] as const

export type Confidence = (typeof CONFIDENCES)[number]

/** Whether a number is trusted as far as `worst` is, or farther. By default: it is that of the very thing, and tried. */
export function isSure(confidence: Confidence, worst: Confidence = 'element'): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(worst)
}

/** A part inside an assembly, or the target of a move. Color 16 is the color of the referring line. */
export interface Component {
  part: string
  color: number
  quantity: number
}

/** What is known of one LDraw part. */
export interface PartFact {
  /** Lower case, without `.dat`, with `/`. */
  id: string
  kind: PartKind
  title: string
  category: string
  /** What a moved, alias, physical-color or shortcut file consists of; empty for the others. */
  content: Component[]
  /** The numbers of the same thing elsewhere; a system is absent where no number is known. */
  numbers: Partial<Record<'bricklink' | 'rebrickable' | 'brickowl', string>>
  confidence: Confidence
  /** The LDraw file is marked as obsolete. */
  obsolete?: true
  /** Where the numbers come from, when it is not Rebrickable's list: `studio-table`, `ldraw-keyword`. */
  source?: string
  /** Other BrickLink numbers that have a claim to be this. */
  rivals?: string[]
  /** The BrickLink number of the assembly that this is sold as a piece of: printed legs, hips. */
  partOf?: string
  /** The numbers of the sets whose sticker sheet this sticker may be on. */
  sets?: string[]
}

/** What is known of one color. */
export interface ColorFact {
  ldraw: number
  /** The name people read: BrickLink's where it is the same color, else LDraw's with blanks. */
  name: string
  ldrawName: string
  /** `#RRGGBB` */
  rgb: string
  edge: string
  /** 255 is opaque. */
  alpha: number
  finish: string
  /** `own`: a color of its own; `rubber`, `fabric`: the same color in another stuff; `not-a-color`: 16, 24, inks. */
  kind: 'own' | 'rubber' | 'fabric' | 'modulex' | 'not-a-color'
  lego: number[]
  legoName: string
  bricklink?: number
  bricklinkName?: string
  /** Other BrickLink colors that come near, or that older tables give. Never an answer. */
  bricklinkAlternates?: number[]
  rebrickable?: number
  rebrickableName?: string
  brickowl?: number
  brickowlName?: string
}

/**
 * What exists, and under which numbers: the facts shipped with the program,
 * extended by an LDraw library and by a catalogue where there are any.
 */
export interface Catalog {
  /** The part of an LDraw id (lower case, no `.dat`), or undefined when nobody has heard of it. */
  part(id: string): PartFact | undefined
  /** The color of a number in one system. */
  color(system: IdSystem, id: number): ColorFact | undefined
}
