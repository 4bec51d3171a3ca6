import type { ColorFact, Confidence } from './catalog.js'
import type { Carried } from '../carried.js'
import type { Condition, ItemType, Place, Role } from '../inventory.js'
import type { Ledger } from '../ledger.js'
import type { Problem } from '../problem.js'

/**
 * How a row stands: `ok`; `custom`, drawn by the author of the model; `unknown`, in no catalogue;
 * `missing`, a submodel that was not found; `flexible`, a hose, string or band that the file does not name.
 */
export type Status = 'ok' | 'custom' | 'unknown' | 'missing' | 'flexible'

/** One line of a list for people and scripts: a lot with all that is known of it, in every id system. */
export interface Row {
  quantity: number
  /** The numbers of the part; a system is absent where no number is known. */
  part: { ldraw?: string; bricklink?: string; rebrickable?: string; brickowl?: string }
  /** What tells the part from all others: the LDraw number, or that of another system with the system before it, `bl:x`. */
  id: string
  /** The number to show: as the file writes it where all references agree, else as `part` has it. */
  shown: string
  /** The number in the file, where it is an older name of the part. */
  written?: string
  itemType?: ItemType
  /** The number in the file, which may be a direct color or one that nobody knows. */
  colorCode: number
  color: ColorFact | undefined
  /** `#RRGGBB`, also of direct and local colors. */
  rgb: string | undefined
  /** What people call it. Never empty: `(main color)`, `#FF8800`, `color 9999`. */
  colorName: string
  name: string
  category: string
  /** LEGO element numbers of the part in the color, newest first; empty where none is known. */
  elements: string[]
  confidence: Confidence
  status: Status
  condition?: Condition
  maxPrice?: string
  have?: number
  remarks?: string
  role?: Role
  carried?: Carried
  places: Place[]
  via: string[]
}

/** What `brick parts` shows, as data: the same in every output format. */
export interface Listing {
  /** The inputs as the user named them. */
  sources: string[]
  /** Whose numbers `shown` are: of the files, where these are all in one system, else LDraw's. */
  system?: 'bricklink' | 'rebrickable' | 'brickowl'
  rows: Row[]
  ledger: Ledger
  problems: Problem[]
}
