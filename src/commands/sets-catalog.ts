import { InvalidArgumentError } from 'commander'
import type { Facts } from '../core/catalog/facts.js'
import { BrickError, EXIT } from '../core/error.js'
import { lazy } from '../core/lazy.js'
import type { ShelfRules } from '../core/lists/sets-shelves.js'
import { noCatalog, openCatalog, type LocalCatalog } from '../store/catalog.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'

/** Which pieces may stand in for which, in questions to all sets. */
export interface SetRuleFlags {
  mould: 'same' | 'exact'
  ignoreColor?: true
}

/**
 * Opens the catalog for questions to all sets, and closes it whatever happens.
 * @throws {BrickError} when there is none, or it does not know what is in sets.
 */
export async function withSets<T>(io: Io, work: (local: LocalCatalog) => Promise<T>): Promise<T> {
  const local = await openCatalog(catalogFile(io))
  if (!local) throw noCatalog()
  try {
    if (!local.hasInventories())
      throw new BrickError('the catalog has no inventories of sets', {
        exit: EXIT.catalog,
        hint: 'download them: brick catalog update; or import the table inventory_parts: brick catalog import inventory_parts.csv.gz',
      })
    return await work(local)
  } finally {
    local.close()
  }
}

/** The sets of a theme, or all. @throws {BrickError} when no set has the theme. */
export function setsOf(local: LocalCatalog, theme: string | undefined): CatalogSet[] {
  const sets = local.sets(theme)
  if (sets.length > 0 || theme === undefined) return sets
  const wanted = theme.toLowerCase()
  const themes = new Set(local.sets().map(({ theme: way }) => way))
  const near = [...themes].filter((way) => way.toLowerCase().includes(wanted.slice(0, 4))).sort()
  throw new BrickError(`no set of the catalog has the theme ${JSON.stringify(theme)}`, {
    exit: EXIT.unresolved,
    hint:
      near.length === 0
        ? `themes are called like ${[...themes].slice(0, 5).join(', ')}`
        : `there are ${near.slice(0, 8).join(', ')}`,
  })
}

/** Other moulds count as the part, unless they must not; sheets of stickers count for nothing. */
export function shelfRules(local: LocalCatalog, facts: Facts, { mould, ignoreColor }: SetRuleFlags): ShelfRules {
  const stickers = lazy(() => local.partsIn('Stickers'))
  const isSticker = (part: string) => /stk\d*$/i.test(part) || stickers().has(part.toLowerCase())
  return {
    moulds: (part) => (mould === 'exact' ? [] : facts.moulds(part)),
    isLeftOut: (part, color) => color === NO_COLOR && isSticker(part),
    ...(ignoreColor && { ignoreColor }),
  }
}

/** By which rules pieces were counted, in a sentence. */
export function rulesInWords({ mould, ignoreColor }: SetRuleFlags): string {
  const moulds = mould === 'exact' ? 'other moulds do not count' : 'other moulds of a part count as the part'
  return `${moulds}, ${ignoreColor ? 'in any color' : 'colors as they are'}; spares and sheets of stickers left out`
}

/** `2x 3665 Light Gray` */
export function pieceInWords(facts: Facts, part: string, color: number, quantity: number): string {
  const name = color === NO_COLOR ? '' : ` ${facts.color('rebrickable', color)?.name ?? `color ${color}`}`
  return `${quantity}x ${part}${name}`
}

export function positive(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 1 on.')
}

export function numberFrom0(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number from 0 on.')
}

/** What Rebrickable writes for things without a color. */
const NO_COLOR = 9999
