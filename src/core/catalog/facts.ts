import type { Catalog, ColorFact, PartFact } from './catalog.js'
import { openColors } from './facts-colors.js'
import { openElements, type ElementFact } from './facts-elements.js'
import { openMoulds } from './facts-moulds.js'
import { openParts, type PartFiles, type PartNumbers } from './facts-parts.js'
import { numberOfDesign } from './design-numbers.js'
import { lazy } from '../lazy.js'
import { rowsOf } from './table.js'
import { openUpgrader } from './upgrade.js'

/** The files of facts, each read when it is first asked for. `data/README.md` says what is in them. */
export interface FactFiles extends PartFiles {
  colors(): Uint8Array
  moulds(): Uint8Array
  elements(): Uint8Array
  source(): Uint8Array
}

/** A catalog that can also be asked the other way round, and searched. */
export interface Facts extends Catalog {
  /** All colors, in the order of LDraw's codes. */
  colors(): readonly ColorFact[]
  /** All parts with this number in a system, the best known first. */
  partsByNumber(system: keyof PartNumbers, number: string): PartFact[]
  /** All LDraw ids, in order. */
  ids(): readonly string[]
  /** All numbers of parts in a system, in lower case. */
  numbers(system: keyof PartNumbers): Iterable<string>
  /** The number that BrickLink has today for one of any year; undefined when that is not known. */
  upgrade(bricklinkNumber: string): string | undefined
  /** The parts whose titles have all of the words, nearest first. */
  search(wanted: string[], limit: number): PartFact[]
  /** LEGO's element numbers of a Rebrickable part in a Rebrickable color, newest first. */
  elements(part: string, color: number): string[]
  element(number: string): ElementFact | undefined
  /** Rebrickable numbers of the same part in other moulds, itself left out. */
  moulds(part: string): string[]
  /** Rebrickable numbers of parts that builders use in its place. */
  alternates(part: string): string[]
  /** Rebrickable numbers of parts that LEGO numbers by this design, prints too. */
  designs(number: string): string[]
  /** Where the facts come from and of when they are: `rebrickable` 2026-04. */
  sources(): Map<string, string>
}

export function openFacts(files: FactFiles): Facts {
  const colors = lazy(() => openColors(files.colors()))
  const parts = lazy(() => openParts(files))
  const moulds = lazy(() => openMoulds(files.moulds()))
  const elements = lazy(() => openElements(files.elements()))
  const upgrader = openUpgrader({
    has: (number) => parts().hasNumber('bricklink', number),
    all: () => parts().numbers('bricklink'),
  })
  return {
    part: (id) => parts().part(id),
    ids: () => parts().ids(),
    numbers: (system) => parts().numbers(system),
    upgrade: (number) => upgrader.upgrade(number),
    search: (wanted, limit) => parts().search(wanted, limit),
    partsByNumber: (system, number) => parts().byNumber(system, number),
    color: (system, id) => colors().color(system, id),
    colors: () => colors().all,
    elements: (part, color) => elements().of(part, color),
    element: (number) => elements().element(number),
    moulds: (part) => moulds().moulds(part),
    alternates: (part) => moulds().alternates(part),
    designs: (number) => [numberOfDesign(number)].filter((part) => part !== undefined),
    sources: lazy(() => new Map(rowsOf(files.source()).map(([name = '', date = '']) => [name, date]))),
  }
}
