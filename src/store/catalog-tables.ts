import type { Value } from './sqlite.js'

/** A table that the catalog can be made of, by whose it is and what they call it. */
export type SourceId = (typeof SOURCE_TABLES)[number]['id'] | 'ldraw/parts'

/** What a column holds; a `?` says that it may be empty. BrickLink writes names as pages have them: `&amp;`. */
type Kind = 'text' | 'text?' | 'html?' | 'number' | 'number?' | 'flag?'

export interface SourceTable {
  id: string
  /** Where its rows go; `inventory_parts` are packed instead. */
  into: string
  /** Names of columns by which it is known, as `columnKey` has them, and what is made of each; the order is that of `into`. */
  columns: readonly (readonly [key: string, kind: Kind, isOptional?: 'optional'])[]
  /** It has only these columns. */
  exact?: true
}

/**
 * Known by their headers, whatever the files are called; columns may stand in any order, and others beside them. Of those
 * that fit, the one with the most columns is meant.
 */
export const SOURCE_TABLES = [
  {
    id: 'rebrickable/colors',
    into: 'color',
    columns: [
      ['id', 'number'],
      ['name', 'text'],
      ['rgb', 'text'],
      ['istrans', 'flag?'],
      ['y1', 'number?', 'optional'],
      ['y2', 'number?', 'optional'],
    ],
  },
  {
    id: 'rebrickable/themes',
    into: 'theme',
    columns: [
      ['id', 'number'],
      ['name', 'text'],
      ['parentid', 'number?'],
    ],
  },
  {
    id: 'rebrickable/part_categories',
    into: 'category',
    columns: [
      ['id', 'number'],
      ['name', 'text'],
    ],
    exact: true,
  },
  {
    id: 'rebrickable/parts',
    into: 'part',
    columns: [
      ['partnum', 'text'],
      ['name', 'text?'],
      ['partcatid', 'number?'],
      ['partmaterial', 'text?', 'optional'],
    ],
  },
  {
    id: 'rebrickable/part_relationships',
    into: 'relation',
    columns: [
      ['reltype', 'text'],
      ['childpartnum', 'text'],
      ['parentpartnum', 'text'],
    ],
  },
  {
    id: 'rebrickable/elements',
    into: 'element',
    columns: [
      ['elementid', 'text'],
      ['partnum', 'text'],
      ['colorid', 'number'],
      ['designid', 'text?', 'optional'],
    ],
  },
  {
    id: 'rebrickable/sets',
    into: 'lego_set',
    columns: [
      ['setnum', 'text'],
      ['name', 'text?'],
      ['year', 'number?'],
      ['themeid', 'number?'],
      ['numparts', 'number?'],
    ],
  },
  {
    id: 'rebrickable/minifigs',
    into: 'figure',
    columns: [
      ['fignum', 'text'],
      ['name', 'text?'],
      ['numparts', 'number?'],
    ],
  },
  {
    id: 'rebrickable/inventories',
    into: 'inventory',
    columns: [
      ['id', 'number'],
      ['version', 'number'],
      ['setnum', 'text'],
    ],
  },
  {
    id: 'rebrickable/inventory_parts',
    into: 'inventory_part',
    columns: [
      ['inventoryid', 'number'],
      ['partnum', 'text'],
      ['colorid', 'number'],
      ['quantity', 'number'],
      ['isspare', 'flag?'],
    ],
  },
  {
    id: 'rebrickable/inventory_sets',
    into: 'inventory_set',
    columns: [
      ['inventoryid', 'number'],
      ['setnum', 'text'],
      ['quantity', 'number'],
    ],
  },
  {
    id: 'rebrickable/inventory_minifigs',
    into: 'inventory_figure',
    columns: [
      ['inventoryid', 'number'],
      ['fignum', 'text'],
      ['quantity', 'number'],
    ],
  },
  {
    // What Rebrickable's API says that others call its parts; the public tables do not have it.
    id: 'rebrickable-api/numbers',
    into: 'part_number',
    columns: [
      ['partnum', 'text'],
      ['system', 'text'],
      ['number', 'text'],
    ],
    exact: true,
  },
  {
    id: 'bricklink/parts',
    into: 'bricklink_item',
    columns: [
      ['number', 'text'],
      ['name', 'html?'],
      ['categoryname', 'html?'],
      ['alternateitemnumber', 'text?', 'optional'],
    ],
  },
  {
    id: 'bricklink/colors',
    into: 'bricklink_color',
    columns: [
      ['colorid', 'number'],
      ['colorname', 'text'],
      ['rgb', 'text?'],
    ],
  },
  {
    id: 'bricklink/codes',
    into: 'bricklink_code',
    columns: [
      ['code', 'text'],
      ['itemno', 'text'],
      ['color', 'text'],
    ],
  },
  {
    id: 'studio/parts',
    into: 'studio_part',
    columns: [
      ['blitemno', 'text'],
      ['ldrawitemno', 'text'],
      ['description', 'text?', 'optional'],
    ],
  },
  {
    id: 'studio/colors',
    into: 'studio_color',
    columns: [
      ['studiocolorcode', 'number'],
      ['blcolorcode', 'number?'],
      ['ldrawcolorcode', 'number?'],
      ['studiocolorname', 'text?', 'optional'],
    ],
  },
] as const satisfies readonly SourceTable[]

/** Which table a header is that of; undefined when of none. */
export function tableOfHeader(keys: string[]): (typeof SOURCE_TABLES)[number] | undefined {
  const fitting = SOURCE_TABLES.filter((table: SourceTable) => {
    const needed = table.columns.filter(([, , optional]) => optional === undefined)
    return needed.every(([key]) => keys.includes(key)) && (table.exact !== true || keys.length === needed.length)
  })
  return fitting.toSorted((a, b) => b.columns.length - a.columns.length)[0]
}

/**
 * Reads rows of a table whose header has these keys: the values in the order of its columns, or undefined where one makes
 * no sense or is missing.
 */
export function rowReader(table: SourceTable, keys: string[]): (cells: string[]) => Value[] | undefined {
  const plan = table.columns.map(([key, kind]) => ({ at: keys.indexOf(key), read: READ[kind] }))
  return (cells) => {
    const values: Value[] = []
    for (const { at, read } of plan) {
      const value = read(at < 0 ? '' : (cells[at] ?? ''))
      if (value === undefined) return undefined
      values.push(value)
    }
    return values
  }
}

const READ: Record<Kind, (text: string) => Value | undefined> = {
  text: (text) => (text === '' ? undefined : text),
  'text?': (text) => text,
  'html?': (text) => text.replaceAll(/&(?:#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/g, character),
  number: whole,
  'number?': (text) => (text === '' ? null : (whole(text) ?? null)),
  // `t` and `f` until 2024, `True` and `False` since.
  'flag?': (text) => (/^(?:t|true|1|y|yes)$/i.test(text) ? 1 : 0),
}

function whole(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
}

function character(all: string, code: string | undefined, name: string | undefined): string {
  if (name !== undefined) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }[name] ?? all
  return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : all
}
