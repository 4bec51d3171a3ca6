import type { ColorFact } from './catalog.js'
import { foreignColor } from './color-code.js'
import { colorTitle } from './color-title.js'
import type { Facts } from './facts.js'
import type { IdSystem } from '../inventory.js'
import { isOtherSystem, TITLES } from './resolution.js'

/** What is known of a color that another system has and LDraw has not: its number there, and no more. */
export function foreignColorFact(system: IdSystem, id: number, facts: Facts): ColorFact {
  const ldraw = foreignColor(system, id)
  const name = `${isOtherSystem(system) ? TITLES[system] : 'LEGO'} ${colorTitle(system, id, facts)}`
  const lego = system === 'lego' ? [id] : []
  const number = isOtherSystem(system) ? { [system]: id, [`${system}Name`]: name } : {}
  const looks = { rgb: '', edge: '', alpha: 255, finish: '', kind: 'own' as const }
  return { ...looks, ldraw, name, ldrawName: name, lego, legoName: '', ...number }
}
