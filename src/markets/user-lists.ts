import type { ListChange, ListedPart } from '../core/lists/list-plan.js'

/** What a user keeps at a site of what is owned. Numbers are the site's. */
export interface UserLists {
  partLists(): Promise<UserPartList[]>
  /** What is in it; undefined when there is no such list. */
  parts(list: number): Promise<ListedPart[] | undefined>
  /** All sets of all lists. */
  sets(): Promise<ListedSet[]>
  /** What is in a set, with its figures; undefined when the site does not know the set. */
  setParts(set: string): Promise<SetPart[] | undefined>
  lost(): Promise<LostPiece[]>
  /** Makes an empty list of parts. */
  create(name: string): Promise<UserPartList>
  /**
   * Makes a list have what it is to have, by adding, changing and removing single rows, and reads it again at the end.
   * A call whose answer is lost is not sent twice without looking.
   */
  change(list: number, change: ListChange): Promise<ListOutcome>
}

export interface UserPartList {
  list: number
  name: string
  /** Whether its parts may be used for building. */
  isBuildable: boolean
  pieces: number
}

export interface SetPart extends ListedPart {
  isSpare: boolean
  /** The set, or the figure in it. */
  owner: string
}

export interface ListedSet {
  set: string
  name: string
  quantity: number
  hasSpares: boolean
  /** Of the list that it is in. */
  list: string
  isBuildable: boolean
}

/** Pieces that are missing from a set, or from a figure of one. */
export interface LostPiece extends ListedPart {
  owner: string
}

export interface ListOutcome {
  /** What the list has now. */
  parts: ListedPart[]
  /** What the site says of what it did not take. */
  refusals: string[]
}
