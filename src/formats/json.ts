import { isDirect } from '../core/color-code.js'
import { SEVERAL_COLORS } from '../core/fold.js'
import type { Condition } from '../core/inventory.js'
import type { Ledger } from '../core/ledger.js'
import type { Row } from '../core/listing.js'
import type { Problem } from '../core/problem.js'
import { totals } from '../core/totals.js'
import type { View, ViewOptions } from './view.js'

/**
 * The list for scripts, as `brick.list/1`: one lot on a line, keys always there and in this order, null for what is
 * not known.
 */
export const json: View = {
  id: 'json',
  title: 'JSON for scripts (brick.list/1)',

  write({ sources, rows, ledger, problems }, { catalog, groups = [] } = {}) {
    const colors = new Map<string, object>()
    const fields = [
      field('schema', 'brick.list/1'),
      field('generated_from', sources),
      field('catalog', catalog ? { source: catalog.source, date: catalog.date } : null),
      `"lots":${lines(rows.map((row) => lotOf(row, colors)))}`,
      ...(groups.length === 0 ? [] : [`"groups":${lines(groupsOf(rows, groups))}`]),
      field('totals', { ...totals(rows), weight_g: null }),
      field('ledger', ledgerOf(ledger)),
      `"issues":${lines(problems.map(issueOf))}`,
    ]
    return withoutControls(`{${fields.join(',\n')}}\n`)
  },
}

function lotOf(row: Row, colors: Map<string, object>): object {
  const { part } = row
  return {
    part: {
      ldraw: part.ldraw ?? null,
      bricklink: part.bricklink ?? null,
      rebrickable: part.rebrickable ?? null,
    },
    color: colorOf(row, colors),
    qty: row.quantity,
    name: row.name === '' ? null : row.name,
    category: row.category === '' ? null : row.category,
    elements: row.elements,
    years: null,
    sets: null,
    weight_g: null,
    condition: row.condition === undefined ? null : CONDITIONS[row.condition],
    max_price: row.maxPrice === undefined ? null : Number(row.maxPrice),
    have: row.have ?? 0,
    remarks: row.remarks ?? null,
    where: row.places.map(({ file, model = null, line, step, quantity }) => {
      return step === undefined ? { file, model, line, qty: quantity } : { file, model, line, step, qty: quantity }
    }),
    status: row.status,
    via: row.via,
  }
}

const CONDITIONS: Record<Condition, string> = { N: 'new', U: 'used', X: 'any' }

/** Lists have few colors and many lots, so that each color is made once. */
function colorOf({ color, colorCode, colorName, rgb }: Row, known: Map<string, object>): object {
  const key = `${colorCode} ${colorName}`
  const made = known.get(key) ?? {
    name: colorName,
    ldraw: color?.ldraw ?? ldrawCode(colorCode),
    bricklink: color?.bricklink ?? null,
    rebrickable: color?.rebrickable ?? null,
    lego: color?.lego[0] ?? null,
    rgb: rgb ?? null,
  }
  known.set(key, made)
  return made
}

/** Direct colors, `0x2RRGGBB`, have no number; they are told by their `rgb`. Nor has "several colors". */
function ldrawCode(code: number): number | null {
  return isDirect(code) || code === SEVERAL_COLORS ? null : code
}

/** With `--by`, the groups name their lots by position in `lots`, counted from 0. */
function groupsOf(rows: Row[], groups: NonNullable<ViewOptions['groups']>): object[] {
  const positions = new Map(rows.map((row, position) => [lotName(row), position]))
  return groups.map((group) => ({
    name: group.title,
    qty: totals(group.rows).parts,
    lots: group.rows.map((row) => ({ lot: positions.get(lotName(row)) ?? null, qty: row.quantity })),
  }))
}

function lotName({ part, shown, colorCode, colorName, itemType, condition }: Row): string {
  return [part.ldraw ?? shown, part.bricklink, colorCode, colorName, itemType, condition].join('\t')
}

function ledgerOf(ledger: Ledger): object {
  const { references, listed, skipped, nameless, unresolved, added, split, joined } = ledger
  const rules = Object.fromEntries(Object.entries(ledger.rules).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { references, listed, skipped, nameless, unresolved, added, split, joined, rules }
}

function issueOf(problem: Problem): object {
  return {
    code: problem.code,
    level: problem.level,
    file: problem.file ?? null,
    line: problem.line ?? null,
    part: problem.part ?? null,
    color: problem.color ?? null,
    qty: problem.quantity ?? null,
    message: problem.message,
    fix: problem.fix ?? null,
  }
}

function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`
}

/** An array with each of its values on a line, which makes for readable differences. */
function lines(values: object[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`
}

/** JSON allows the control characters above 0x7E as they are; a terminal may obey them. */
function withoutControls(text: string): string {
  if (!CONTROL.test(text)) return text
  return text.replace(new RegExp(CONTROL, 'g'), (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

const CONTROL = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
