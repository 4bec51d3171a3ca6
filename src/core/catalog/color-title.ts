import type { Catalog } from './catalog.js'
import { ANY_COLOR, directColor, MAIN_COLOR } from './color-code.js'
import type { IdSystem } from '../inventory.js'

/** What people call a color, in its own system where it has a name there. Never empty: `(main color)`, `color 9999`. */
export function colorTitle(system: IdSystem, code: number, catalog: Pick<Catalog, 'color'>): string {
  if (system === 'ldraw' && code === MAIN_COLOR) return '(main color)'
  if (system === 'ldraw' && code === ANY_COLOR) return '(any color)'
  const fact = catalog.color(system, code)
  if (fact)
    return (
      (system === 'ldraw' || system === 'lego' || system === 'element' ? undefined : fact[`${system}Name`]) ?? fact.name
    )
  const direct = system === 'ldraw' ? directColor(code) : undefined
  if (!direct) return `color ${code}`
  return direct.alpha < 255 ? `Trans ${direct.rgb}` : direct.rgb
}
