import type { Row } from '../members.js'

/** What a lot is called elsewhere, by who calls it so. Without any, PHP writes an empty list. */
export function externalOf({ members }: Row): Record<string, string> {
  const external = members['external_lot_ids'] ?? {}
  if (typeof external !== 'object' || Array.isArray(external)) return {}
  const named = Object.entries(external).filter(([, id]) => typeof id === 'string' || typeof id === 'number')
  return Object.fromEntries(named.map(([name, id]) => [name, String(id)]))
}
