import type { Call } from '../../system/http/call.js'
import { integer, list, optional, rowOf, text, type Row } from '../members.js'

/** So many sets, from that year to that. */
export interface Theme {
  theme: string
  /** Of a subtheme, its name; `{None}` has the sets without one. */
  subtheme: string | undefined
  subthemes: number | undefined
  sets: number
  from: number | undefined
  to: number | undefined
}

export interface Year {
  year: number
  sets: number
}

export interface Picture {
  small: string | undefined
  large: string
}

export interface Instruction {
  url: string
  description: string | undefined
}

/** What stands before every list. */
export const IGNORED_OF_LISTS = ['status', 'matches']

export function themesCall(): Call<Theme[]> {
  return asking('getThemes', {}, themesOf)
}

export function subthemesCall(theme: string): Call<Theme[]> {
  return asking('getSubthemes', { Theme: theme }, subthemesOf)
}

/** Without a theme, of all sets. */
export function yearsCall(theme = ''): Call<Year[]> {
  return asking('getYears', { Theme: theme }, yearsOf)
}

export function picturesCall(id: number): Call<Picture[]> {
  return asking('getAdditionalImages', { setID: id }, picturesOf)
}

/** By the number with its variant. */
export function instructionsCall(number: string): Call<Instruction[]> {
  return asking('getInstructions2', { setNumber: number }, instructionsOf)
}

/** Nobody needs to be known for these. */
function asking<T>(name: string, form: Record<string, string | number>, decode: (body: unknown) => T): Call<T> {
  return {
    ...{ method: 'POST', path: `/${name}`, repeat: 'safe', decode, keep: 7 * 86_400_000 },
    form: { userHash: '', ...form },
  }
}

export function themesOf(body: unknown): Theme[] {
  return list(rowOf(body), 'themes', themeOf)
}

export function subthemesOf(body: unknown): Theme[] {
  return list(rowOf(body), 'subthemes', themeOf)
}

/** The year comes as a text. */
export function yearsOf(body: unknown): Year[] {
  return list(rowOf(body), 'years', (row) => ({ year: integer(row, 'year'), sets: integer(row, 'setCount') }))
}

export function picturesOf(body: unknown): Picture[] {
  return list(rowOf(body), 'additionalImages', (row) => ({
    ...{ small: optional(text, row, 'thumbnailURL'), large: text(row, 'imageURL') },
  }))
}

export function instructionsOf(body: unknown): Instruction[] {
  return list(rowOf(body), 'instructions', (row) => ({
    ...{ url: text(row, 'URL'), description: optional(text, row, 'description') },
  }))
}

function themeOf(row: Row): Theme {
  return {
    ...{ theme: text(row, 'theme'), subtheme: optional(text, row, 'subtheme') },
    ...{ subthemes: optional(integer, row, 'subthemeCount'), sets: integer(row, 'setCount') },
    ...{ from: optional(integer, row, 'yearFrom'), to: optional(integer, row, 'yearTo') },
  }
}
