import type { ColorFact } from './catalog.js'
import { isDirect } from './color-code.js'
import type { IdSystem } from '../inventory.js'
import { lazy } from '../lazy.js'
import { rowsOf } from './table.js'

export interface ColorFacts {
  all: readonly ColorFact[]
  color(system: IdSystem, id: number): ColorFact | undefined
}

/** Reads `colors.tsv`. Lists mostly ask for a few LDraw colors, so these are found without reading all others. */
export function openColors(bytes: Uint8Array): ColorFacts {
  const text = new TextDecoder().decode(bytes)
  const everything = lazy(() => readAll(rowsOf(bytes)))
  const known = new Map<number, ColorFact | undefined>()
  return {
    get all() {
      return everything().all
    },
    color: (system, id) => (system === 'ldraw' ? ldraw(id) : everything().index[system].get(id)),
  }

  function ldraw(code: number): ColorFact | undefined {
    if (!known.has(code)) known.set(code, find(code))
    return known.get(code)
  }

  function find(code: number): ColorFact | undefined {
    if (isDirect(code)) return undefined
    const at = text.indexOf(`\n${code}\t`) + 1
    return at > 0 ? readColor(text.slice(at, text.indexOf('\n', at)).split('\t')) : undefined
  }
}

function readAll([, ...rows]: string[][]): { all: ColorFact[]; index: Record<IdSystem, Map<number, ColorFact>> } {
  const all = rows.map(readColor)
  const index = indexes()
  rows.forEach((row, i) => {
    const fact = all[i]
    if (fact) list(index, fact, row[17] ?? '')
  })
  return { all, index }
}

function readColor(row: string[]): ColorFact {
  const [code = '', title = '', ldrawName = '', rgb = '', edge = '', alpha = '', finish = '', kind = 'own', lego = ''] =
    row
  const [legoName = '', bl = '', blName = '', rb = '', rbName = '', bo = '', boName = '', alternates = ''] =
    row.slice(9)
  const name = title === '=' ? ldrawName : title
  const named = (text: string) => (text === '=' ? name : text)
  const fact: ColorFact = {
    ldraw: Number(code),
    name,
    ldrawName,
    rgb,
    edge,
    alpha: alpha === '' ? 255 : Number(alpha),
    finish,
    kind: kind as ColorFact['kind'],
    lego: numbers(lego),
    legoName: named(legoName),
  }
  if (bl !== '') Object.assign(fact, { bricklink: Number(bl), bricklinkName: named(blName) })
  if (rb !== '') Object.assign(fact, { rebrickable: Number(rb), rebrickableName: named(rbName) })
  if (bo !== '') Object.assign(fact, { brickowl: Number(bo), brickowlName: named(boName) })
  if (alternates !== '') fact.bricklinkAlternates = numbers(alternates)
  return fact
}

function numbers(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number)
}

function indexes(): Record<IdSystem, Map<number, ColorFact>> {
  return {
    ldraw: new Map(),
    bricklink: new Map(),
    rebrickable: new Map(),
    brickowl: new Map(),
    lego: new Map(),
    element: new Map(),
  }
}

/** `canonical` says for which systems this is the color that its number means; several LDraw codes may share one. */
function list(index: Record<IdSystem, Map<number, ColorFact>>, fact: ColorFact, canonical: string): void {
  index.ldraw.set(fact.ldraw, fact)
  if (fact.bricklink !== undefined && canonical.includes('b')) index.bricklink.set(fact.bricklink, fact)
  if (fact.rebrickable !== undefined && canonical.includes('r')) index.rebrickable.set(fact.rebrickable, fact)
  if (fact.kind !== 'own' && fact.kind !== 'modulex') return
  if (fact.brickowl !== undefined && !index.brickowl.has(fact.brickowl)) index.brickowl.set(fact.brickowl, fact)
  if (fact.kind === 'own') for (const id of fact.lego) if (!index.lego.has(id)) index.lego.set(id, fact)
}
