import { nearIds } from '../core/catalog/search.js'
import { lazy } from '../core/lazy.js'
import { asker, type Asker } from './catalog-ask.js'
import { askContents } from './catalog-contents.js'
import { readEverything, type Everything } from './catalog-everything.js'
import { nearest, wordQuery } from './catalog-parts.js'
import type { Database, Row } from './sqlite.js'

/** A set, or a figure as Rebrickable numbers it: `10294-1`, `fig-000001`. */
export interface CatalogSet {
  number: string
  name: string
  /** Undefined for figures, and where nobody knows. */
  year: number | undefined
  /** From the widest to the narrowest: `Town > Classic Town`; empty for figures. */
  theme: string
  /** As Rebrickable counts: without spares and stickers. */
  pieces: number
}

/** So many of a part in a color in a set, in Rebrickable's numbers. */
export interface SetLot {
  part: string
  color: number
  quantity: number
  isSpare: boolean
  /** The figure, or the set in the set, that it is in; absent for what lies in the set itself. */
  within?: string
}

export interface CatalogSets {
  /** The set or figure of a number, with or without its `-1`. */
  set(number: string): CatalogSet | undefined
  /** Numbers of sets that look like one that there is not. */
  nearSets(number: string, limit: number): string[]
  /** All that is in a set, also in its figures and in sets in it; undefined where the catalog has no inventory of it. */
  inventory(number: string): SetLot[] | undefined
  /** Whether it has any inventory at all: the table is large, and not everyone has it. */
  hasInventories(): boolean
  /** Sets of a theme and those in it, by its name or number, oldest first; all sets for undefined. */
  sets(theme?: string): CatalogSet[]
  /** Sets and figures whose names have all of the words, nearest first. */
  findSets(wanted: string[], limit: number): CatalogSet[]
  /** For questions to all sets at once. */
  everything(): Everything
}

export function catalogSets(db: Database): CatalogSets {
  const ask = asker(db)
  const themes = lazy(() => readThemes(ask))
  const one = askContents(ask)
  return { set, nearSets, inventory, hasInventories, sets, findSets, everything: lazy(() => readEverything(db)) }

  function set(number: string): CatalogSet | undefined {
    for (const name of [number, `${number}-1`]) {
      const row = ask.one(`${SETS} WHERE number = ?`, name) ?? ask.one(`${FIGURES} WHERE number = ?`, name)
      if (row) return setOf(row, themes())
    }
    return undefined
  }

  function nearSets(number: string, limit: number): string[] {
    const wanted = /-\d+$/.test(number) ? number : `${number}-1`
    const all = ask.all('SELECT number FROM lego_set ORDER BY number').map((row) => String(row['number']))
    return nearIds(wanted.toLowerCase(), all, limit)
  }

  function inventory(number: string): SetLot[] | undefined {
    const owner = set(number)?.number
    if (owner === undefined || !one.has(owner)) return undefined
    const lots: SetLot[] = []
    one.each(owner, (lot, quantity, isSpare, within) => {
      const { part = '', color = 0 } = ask.one('SELECT part, color FROM lot WHERE id = ?', lot) ?? {}
      const found: SetLot = { part: String(part), color: Number(color), quantity, isSpare }
      lots.push(within === undefined ? found : { ...found, within })
    })
    return lots
  }

  function hasInventories(): boolean {
    return ask.one('SELECT 1 FROM inventory_part') !== undefined && ask.one('SELECT 1 FROM inventory') !== undefined
  }

  function sets(theme?: string): CatalogSet[] {
    const wanted = theme === undefined ? undefined : themesNamed(theme, themes())
    const rows = JSON.parse(String(ask.one(ALL_SETS)?.['sets'])) as Row[]
    const chosen = wanted ? rows.filter((row) => wanted.has(Number(row['theme']))) : rows
    return chosen.map((row) => setOf(row, themes()))
  }

  function findSets(wanted: string[], limit: number): CatalogSet[] {
    const query = wordQuery(wanted)
    if (query === '') return []
    const rows = [
      ...ask.all(`${SETS} WHERE rowid IN (${MATCH})`, query),
      ...ask.all(`${FIGURES} WHERE -rowid IN (${MATCH})`, query),
    ]
    return nearest(
      rows.map((row) => setOf(row, themes())),
      wanted,
    ).slice(0, limit)
  }
}

const SETS = 'SELECT number, name, year, theme, pieces FROM lego_set'
/** As one text they come twice as fast as row by row. */
const ALL_SETS = `
  SELECT json_group_array(json_object('number', number, 'name', name, 'year', year, 'theme', theme, 'pieces', pieces)) AS sets
  FROM (${SETS} ORDER BY year, number)`
const FIGURES = 'SELECT number, name, NULL AS year, NULL AS theme, pieces FROM figure'
const MATCH = 'SELECT rowid FROM set_words WHERE words MATCH ?'

interface Theme {
  name: string
  parent: number | undefined
  /** From the widest to itself: `Town > Classic Town`. */
  path: string
}

function readThemes(ask: Asker): Map<number, Theme> {
  const rows = ask.all('SELECT id, name, parent FROM theme')
  const themes = new Map(
    rows.map(({ id, name, parent }) => [
      Number(id),
      { name: String(name), parent: parent === null ? undefined : Number(parent), path: '' },
    ]),
  )
  for (const [id, theme] of themes) theme.path = pathOf(id, themes)
  return themes
}

function pathOf(id: number, themes: Map<number, Theme>): string {
  return wayTo(id, themes)
    .map(({ name }) => name)
    .join(' > ')
}

/** From the widest to the theme itself. A theme that is in itself must not hang us. */
function wayTo(id: number, themes: Map<number, Theme>): { id: number; name: string }[] {
  const way: { id: number; name: string }[] = []
  for (let at: number | undefined = id; at !== undefined && way.length < 10;) {
    const theme = themes.get(at)
    if (!theme) break
    way.unshift({ id: at, name: theme.name })
    at = theme.parent
  }
  return way
}

function themesNamed(theme: string, themes: Map<number, Theme>): Set<number> {
  const wanted = theme.toLowerCase()
  const isMeant = ({ id, name }: { id: number; name: string }) => String(id) === wanted || name.toLowerCase() === wanted
  return new Set([...themes.keys()].filter((id) => wayTo(id, themes).some(isMeant)))
}

function setOf({ number, name, year, theme, pieces }: Row, themes: Map<number, Theme>): CatalogSet {
  return {
    number: String(number),
    name: String(name),
    year: year === null ? undefined : Number(year),
    theme: themes.get(Number(theme ?? NaN))?.path ?? '',
    pieces: Number(pieces ?? 0),
  }
}
