import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BrickError } from '../../src/core/error.js'
import { HEAD_BYTES, sourceOf } from '../../src/core/source.js'
import type { Reading, ReadOptions, Surroundings } from '../../src/formats/codec.js'
import { detect } from '../../src/formats/sniff/detect.js'
import { readers } from '../../src/formats/index.js'
import { shippedFacts } from '../../src/system/facts.js'

const CORPUS = '../shared/corpus/models-and-lists'
const TOTALS = `${CORPUS}/oracle/lists/TOTALS.csv`
const files = existsSync(TOTALS) ? xmlFiles() : []

describe.skipIf(files.length === 0)('real lists in XML', () => {
  const totals = new Map(existsSync(TOTALS) ? rows(TOTALS).map((row) => [row['file'], row]) : [])

  it('are all here', () => {
    expect(files.length).toBeGreaterThan(60)
  })

  it.each(files)('%s', async (file) => {
    const expected = totals.get(file)
    const bytes = readFileSync(`${CORPUS}/${file}`)
    const claims = readers.filter(
      (row) => !row.vague && row.sniff?.(new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES))),
    )
    expect(claims.map(({ names }) => names[0])).toEqual([file.endsWith('.bsx') ? 'bsx' : 'bl'])
    if (expected?.['error'] !== '') {
      await expect(read(bytes, file)).rejects.toThrow(BrickError)
      return
    }
    const { ledger, problems } = await read(bytes, file)
    const { value } = await read(bytes, file, { asWritten: true })
    const oracle = rows(`${CORPUS}/oracle/lists/${file}.csv`)
    // The site writes -1 where no quantity is said, of which brick takes one; the oracle adds it up as a number.
    const unsaid = oracle.filter(({ quantity }) => quantity === '-1').length
    expect(problems.filter(({ level }) => level === 'error')).toEqual([])
    expect(ledger.references).toBe(Number(expected['quantity']) + 2 * unsaid)
    expect(value.lots.length).toBe(Number(expected['lots']))
    const said = oracle.map((row) => (row['quantity'] === '-1' ? { ...row, quantity: '1' } : row))
    expect(sums(value.lots.map(asRow))).toEqual(sums(said))
  })
})

async function read(bytes: Uint8Array, file: string, options: ReadOptions = {}): Promise<Reading> {
  const { row } = detect(readers, bytes.subarray(0, HEAD_BYTES), file)
  const codec = await row?.load()
  const surroundings: Surroundings = {
    ...{ catalog: shippedFacts(), path: file, sibling: () => undefined, options },
    decisions: { file: '', map: new Map(), color: new Map(), fired: new Set() } as never,
  }
  const reading = await codec?.read?.(sourceOf(bytes), file, surroundings)
  if (!reading) throw new Error(`nobody reads ${file}`)
  return reading
}

function asRow({ part, color, quantity, itemType = 'P', condition }: Reading['value']['lots'][number]) {
  return { kind: itemType, id: part, colour: String(color), extra: condition ?? '', quantity: String(quantity) }
}

/** How many of each; the lists of the oracle have neither an order nor each thing once. */
function sums(rows: Record<string, string>[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { kind, id, colour, extra, quantity } of rows) {
    const key = [kind, id?.toLowerCase(), colour || '0', extra].join(' ')
    found[key] = (found[key] ?? 0) + Number(quantity)
  }
  return found
}

/** Tables of the oracle have no quotes but in the last column. */
function rows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((text, i) => [names[i] ?? '', text])))
}

function xmlFiles(): string[] {
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[^o].*\.(xml|bsx)$/.test(name))
    .toSorted()
}
