import type { Call } from '../../system/http/call.js'
import { integer, list, rowOf, text } from '../members.js'

/** Calls of `getSets` on one day. */
export interface Usage {
  /** ISO 8601. */
  day: string
  calls: number
}

export function checkKeyCall(): Call<true> {
  return { ...CALL, path: '/checkKey', decode: () => true }
}

/** Whether the key and the user hash are good. */
export function checkUserHashCall(): Call<true> {
  return { ...CALL, path: '/checkUserHash', decode: () => true }
}

/** The user hash of whoever has this name and password, which stay in this call. */
export function loginCall(username: string, password: string): Call<string> {
  return { ...CALL, path: '/login', form: { username, password }, decode: (body) => text(rowOf(body), 'hash') }
}

/** Of the last 30 days, newest first; days without any are left out. */
export function usageCall(): Call<Usage[]> {
  return { ...CALL, path: '/getKeyUsageStats', decode: usageOf }
}

const CALL = { method: 'POST', repeat: 'safe' } as const

export function usageOf(body: unknown): Usage[] {
  return list(rowOf(body), 'apiKeyUsage', (row) => ({ day: text(row, 'dateStamp'), calls: integer(row, 'count') }))
}
