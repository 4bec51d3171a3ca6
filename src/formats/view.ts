import type { LotField } from '../core/fields.js'
import type { Group } from '../core/lists/group.js'
import type { Listing, Row } from '../core/catalog/listing.js'
import type { Paint } from '../core/paint.js'

/**
 * A way to show a listing, with all id systems side by side. Where a codec is for other programs, which want the
 * numbers of one system, a view is for people and scripts.
 */
export interface View {
  /** The first of its names in `index.ts`, for messages. */
  id: string
  title: string
  /** What `write` has a place for, where other programs say what that is; that the rest is lost is told once. */
  holds?: LotField[]
  /** What a row lacks that `write` tells it by; it then has no place there. Absent where every row has one. */
  lacks?(row: Row): 'part' | 'color' | undefined
  write(listing: Listing, options?: ViewOptions): string
}

export interface ViewOptions {
  /** The rows under headings; without, they come as they stand in the listing. */
  groups?: Group[]
  /** What the groups are: the name of the first column where a view has no headings. */
  by?: string
  /** How wide the terminal is. Without it, nothing is cut. */
  columns?: number
  paint?: Paint
  /** Which facts the listing was made with. */
  catalog?: { source: string; date: string | null }
}
