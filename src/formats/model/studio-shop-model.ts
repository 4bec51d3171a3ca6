import { ANY_COLOR, foreignColor, MAIN_COLOR } from '../../core/catalog/color-code.js'
import { inventory } from '../../core/inventory.js'
import { nameKey } from '../../core/catalog/part-id.js'
import type { Source } from '../../core/source.js'
import { translateHome } from '../../core/translate/translate-home.js'
import type { Document } from '../../ldraw/document.js'
import { extension } from '../../ldraw/name.js'
import type { Reading, Surroundings } from '../codec.js'
import { readModel } from '../ldraw.js'

/**
 * Reads Studio's `model2.ldr`: LDraw lines with BrickLink's numbers of parts and colors, where -1 takes the color of
 * the referring line. Behind the model stands each part that it uses, with all that the part is drawn with; these
 * blocks are no models.
 */
export async function readShopModel(
  source: Source,
  file: string,
  surroundings: Surroundings,
): Promise<Reading<'ldraw'>> {
  const { catalog, sibling, path } = surroundings
  const { mainColor = MAIN_COLOR, ...options } = surroundings.options
  // LDraw's numbers mean other parts: nothing is looked up by them.
  const blind: Surroundings = { ...surroundings, options, catalog: { ...catalog, part: () => undefined } }
  delete blind.library
  const reading = await readModel(source, file, blind, { prepare, studioLines: true })
  const lots = reading.value.lots.map((lot) => ({ ...lot, part: shopNumber(lot.part), color: shopColor(lot.color) }))
  const sold = lots.filter(({ part }) => !isImported(part))
  const imported = lots.filter(({ part }) => isImported(part))
  const home = translateHome({ system: 'bricklink', lots: sold }, catalog, { asWritten: options.asWritten === true })
  const all = [...home.inventory.lots, ...imported.map((lot) => ({ ...lot, color: homeColor(lot.color) }))]
  return {
    value: inventory(
      'ldraw',
      all.map((lot) => (lot.color === ANY_COLOR ? { ...lot, color: mainColor } : lot)),
    ),
    ledger: reading.ledger,
    problems: [...reading.problems, ...home.problems],
    facts: [...home.facts, ...(reading.facts ?? []).filter(({ id }) => isImported(id))],
    colors: home.colors,
    statuses: new Map([...(reading.statuses ?? [])].filter(([part]) => isImported(part))),
  }

  /** What the user drew has no number. */
  function isImported(part: string): boolean {
    const isKnown = catalog.part(part) !== undefined || isSold(part)
    return !isKnown && sibling(`${part}.dat`, path) !== undefined
  }

  /** Parts that bend are called by LDraw's names here, too. */
  function shopNumber(part: string): string {
    return options.asWritten || isSold(part) ? part : (catalog.part(part)?.numbers.bricklink ?? part)
  }

  function isSold(part: string): boolean {
    return catalog.upgrade(part) !== undefined || catalog.partsByNumber('bricklink', part).length > 0
  }

  function homeColor(color: number): number {
    if (color === NO_COLOR) return ANY_COLOR
    return catalog.color('bricklink', color)?.ldraw ?? foreignColor('bricklink', color)
  }
}

/** BrickLink's color of what has none; in a model, of what was left open. */
const NO_COLOR = 0

/** While the model is counted, colors lie above all of LDraw's, of which 16 has a meaning of its own. */
const SHIFT = 1_000_000

function prepare({ blocks, colors }: Document): void {
  colors.clear()
  for (const block of blocks) {
    if (extension(nameKey(block.name)) === '.dat') block.header ??= 'part'
    block.mainColor = undefined
    for (const entry of block.entries)
      if (entry.kind === 'reference') entry.color = entry.color < 0 ? MAIN_COLOR : entry.color + SHIFT
  }
}

function shopColor(color: number): number {
  return color === MAIN_COLOR ? NO_COLOR : color - SHIFT
}
