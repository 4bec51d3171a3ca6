import type { Call } from '../../system/http/call.js'
import { flag, integer, list, optional, rowOf, text } from '../members.js'

/** What is to become of what the user says of a set; what is not said stays. */
export interface FlagChange {
  isOwned?: boolean
  isWanted?: boolean
  /** 0 to 999. */
  owned?: number
  /** At most 1000 characters. */
  notes?: string
  /** 1 to 5; 0 is none. */
  rating?: number
}

export interface UserNote {
  /** Brickset's own number of the set. */
  id: number
  notes: string
}

export interface UserMinifig {
  /** As BrickLink calls it. */
  number: string
  inSets: number
  loose: number
  owned: number
  isWanted: boolean
}

/** Sets are told by Brickset's own numbers. The same change twice is the same as once. */
export function changeCall(id: number, { isOwned, isWanted, owned, notes, rating }: FlagChange): Call<true> {
  const params = { own: bit(isOwned), want: bit(isWanted), qtyOwned: owned, notes, rating }
  return {
    ...{ ...CALL, path: '/setCollection', decode: () => true },
    form: { SetID: id, params: JSON.stringify(params) },
  }
}

export function notesCall(): Call<UserNote[]> {
  return { ...CALL, path: '/getUserNotes', decode: notesOf }
}

export function minifigsCall(only: { owned?: 1; wanted?: 1; query?: string } = {}): Call<UserMinifig[]> {
  return { ...CALL, path: '/getMinifigCollection', form: { params: JSON.stringify(only) }, decode: minifigsOf }
}

const CALL = { method: 'POST', repeat: 'safe' } as const

export function notesOf(body: unknown): UserNote[] {
  return list(rowOf(body), 'userNotes', (row) => ({ id: integer(row, 'setID'), notes: text(row, 'notes') }))
}

export function minifigsOf(body: unknown): UserMinifig[] {
  return list(rowOf(body), 'minifigs', (row) => ({
    ...{ number: text(row, 'minifigNumber'), inSets: integer(row, 'ownedInSets'), loose: integer(row, 'ownedLoose') },
    ...{ owned: integer(row, 'ownedTotal'), isWanted: optional(flag, row, 'wanted') ?? false },
  }))
}

function bit(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0
}
