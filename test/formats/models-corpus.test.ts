import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BrickError, EXIT } from '../../src/core/error.js'
import { piecesIn } from '../../src/core/inventory.js'
import { balances } from '../../src/core/ledger.js'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { HEAD_BYTES, sourceOf } from '../../src/core/source.js'
import { translate } from '../../src/core/translate/translate.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import type { Reading, ReadOptions } from '../../src/formats/codec.js'
import { detect } from '../../src/formats/sniff/detect.js'
import { readers } from '../../src/formats/index.js'
import { shippedFacts } from '../../src/system/facts.js'

/** All real models in archives, against what three other programs agreed on. */

const CORPUS = '../shared/corpus/models-and-lists'
const LISTS = `${CORPUS}/oracle/lists`
const catalog = shippedFacts()

async function read(path: string, options: ReadOptions = {}): Promise<Reading> {
  const bytes = readFileSync(`${CORPUS}/${path}`)
  const codec = await detect(readers, bytes.subarray(0, HEAD_BYTES), path).row?.load()
  const surroundings = { catalog, decisions: noDecisions(), path, sibling: () => undefined, options }
  const reading = await codec?.read?.(sourceOf(bytes), path, surroundings)
  if (!reading) throw new Error(`nothing reads ${path}`)
  return reading
}

interface Total {
  path: string
  lots: number
  quantity: number
  isBroken: boolean
}

const TOTALS: Total[] = existsSync(LISTS)
  ? readFileSync(`${LISTS}/TOTALS.csv`, 'utf8')
      .split(/\r?\n/)
      .filter((line) => /^[^,]+\.(io|lxf|lxfml),/.test(line))
      .map((line) => {
        const [path = '', , lots, quantity, error] = line.split(',')
        return { path, lots: Number(lots), quantity: Number(quantity), isBroken: error !== '' }
      })
  : []

/** `part color quantity`; parts without the ending that LDraw gives their files, of several colors the first. */
function expectedRows(path: string): string[] {
  const [, ...rows] = readFileSync(`${LISTS}/${path}.csv`, 'utf8').trim().split(/\r?\n/)
  return rows.map((row) => {
    const fields = [...row.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    const [, id = '', color = '', , quantity = ''] = fields
    return `${id.replace(/\.dat$/, '')} ${color.split(',')[0]} ${quantity}`
  })
}

describe.skipIf(TOTALS.length === 0)('real models in archives (needs ../shared)', () => {
  it.each(TOTALS.filter(({ isBroken }) => !isBroken))('$path: $quantity parts', async ({ path, lots, quantity }) => {
    const { value, ledger } = await read(path, { asWritten: true })
    expect([value.lots.length, piecesIn(value.lots)]).toEqual([lots, quantity])
    expect(balances(ledger)).toBe(true)
    const rows = value.lots.map((lot) => `${lot.part} ${lot.color} ${lot.quantity}`)
    expect(rows.sort()).toEqual(expectedRows(path).sort())
  })

  it.each(TOTALS.filter(({ isBroken }) => isBroken))('$path is refused with words', async ({ path }) => {
    const error = await read(path).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BrickError)
    expect((error as BrickError).exit).toBe(EXIT.input)
    expect((error as BrickError).hint).toBeTruthy()
  })

  it.each(TOTALS.filter(({ isBroken }) => !isBroken))(
    '$path: every part has a number on BrickLink',
    async ({ path }) => {
      const { value, ledger, problems } = await read(path, { assemblies: 'auto' })
      expect(ledger.listed - ledger.joined).toBe(piecesIn(value.lots))
      expect(problems.filter(({ code }) => code === 'count.claimed')).toEqual([])
      const { unresolved } = translate(translateHome(value, catalog).inventory, 'bricklink', catalog)
      expect(unresolved.map(({ lot }) => lot.part)).toEqual([])
    },
  )
})
