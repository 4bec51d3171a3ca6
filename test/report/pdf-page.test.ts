import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { windows1252 } from '../../src/core/windows-1252.js'
import { reportPdf } from '../../src/report/pdf-page.js'
import type { LotShown, Report } from '../../src/report/report.js'
import { emptyPicture } from '../../src/render/picture.js'
import { encodePng } from '../../src/render/png.js'
import { deflate } from '../../src/system/deflate.js'
import { openPdf } from '../../src/system/pdf.js'

const DAY = '2026-11-22T10:00:00.000Z'

describe('a report as PDF', () => {
  it('has the picture, the number and the quantity of every lot, on its pages and in the table', async () => {
    const lots = Array.from({ length: 150 }, (_, number) => lot(number))
    const { pages, texts } = await written(report({ groups: [{ title: 'Red', rgb: '#C91A09', pieces: 1, lots }] }))
    for (const { part, name, quantity, element } of lots) {
      expect(
        texts.filter((text) => text === part),
        part,
      ).toHaveLength(2)
      expect(texts).toContain(name)
      expect(texts.filter((text) => text === element)).toHaveLength(2)
      expect(texts.filter((text) => text === `${quantity}x`).length).toBeGreaterThanOrEqual(2)
    }
    expect(pages).toBeGreaterThan(4)
    expect(texts.filter((text) => text === 'continued').length).toBeGreaterThan(0)
    expect(texts).toContain(String(pages))
  })

  it('shows the largest parts of a color first, as the page does', async () => {
    const sized = (number: number, height: number) => ({
      ...lot(number),
      image: { ...(lot(number).image as NonNullable<LotShown['image']>), height },
    })
    const lots = [sized(1, 20), sized(2, 90), sized(3, 50)]
    const { texts } = await written(report({ groups: [{ title: 'Red', rgb: '#C91A09', pieces: 1, lots }] }))
    const places = [2, 3, 1].map((number) => texts.indexOf(lot(number).part))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('tells what is owned, what it costs, where to order it, and what the charts show, in words', async () => {
    const one = lot(7)
    const { texts } = await written(
      report({
        groups: [{ title: 'Red', pieces: 3, lots: [{ ...one, owned: 2, price: { each: '0.105', total: '0.42' } }] }],
        owned: { of: 'drawer.csv', owned: { lots: 1, pieces: 2 }, missing: { lots: 1, pieces: 6 } },
        price: {
          ...{ currency: 'EUR', total: 'EUR 0.42', basis: 'new, sold in the last six months' },
          ...{ priced: { lots: 1, pieces: 4 }, unpriced: { lots: 2, pieces: 9 } },
          dearest: [{ lot: one.id, pieces: 31, total: '0.42', each: '0.105' }],
        },
        plan: {
          ...{ currency: 'EUR', total: 'EUR 4.92', proof: 'proved best for these offers', coverage: '4 of 4 parts' },
          stores: [
            {
              ...{ name: 'BrickHaus', country: 'DE', currency: 'EUR', url: 'https://www.bricklink.com/store.asp?p=x' },
              ...{ total: 'EUR 4.92', goods: '0.42', postage: '4.50', extra: '0.25 to reach its least' },
              lots: [
                { id: one.id, quantity: 4, each: '0.105', total: '0.42', condition: 'new', remarks: 'same mould' },
              ],
            },
          ],
          others: [{ name: 'Plan B', total: 'EUR 5.10', stores: 1, coverage: '4 of 4 parts' }],
        },
        charts: [
          {
            title: 'Cost by color',
            unit: 'EUR',
            bars: [{ label: 'Red', text: '0.42', pieces: [{ value: 0.42, label: '' }] }],
          },
        ],
      }),
    )
    for (const said of [
      'Of it, 2 parts are in drawer.csv, and 1 of 2 lots complete; 6 parts in 1 lot are missing.',
      'new, sold in the last six months',
      'Prices for 1 lot, 4 parts; none for 2 lots, 9 parts.',
      'EUR 4.92, 4 of 4 parts',
      'BrickHaus (DE)',
      'EUR 4.92: parts 0.42, postage 4.50, 0.25 to reach its least',
      'new; same mould',
      'Plan B: EUR 5.10, 1 store, 4 of 4 parts',
      'Cost by color',
      '31x',
    ])
      expect(texts.join('\n')).toContain(said)
  })

  it('is the same file for the same report', async () => {
    const bytes = async () => Buffer.from(await fileOf(report({}))).toString('latin1')
    expect(await bytes()).toBe(await bytes())
  })

  it('writes letters that its font has not otherwise, and says so', async () => {
    const odd = { ...lot(1), name: 'Łódź − 城 brick' }
    const { texts } = await written(report({ groups: [{ title: 'Red', pieces: 1, lots: [odd] }] }))
    expect(texts).toContain('Lódz - ? brick')
    expect(texts.join(' ')).toMatch(/letters of some names are not in the font/)
    expect((await written(report({}))).texts.join(' ')).not.toMatch(/letters of some names/)
  })

  it('cuts what is too long for its place, and breaks what is longer than a line', async () => {
    const long = 'x'.repeat(500)
    const { texts } = await written(
      report({ title: long, groups: [{ title: long, pieces: 1, lots: [{ ...lot(1), name: long }] }] }),
    )
    expect(texts).toContainEqual(expect.stringMatching(/^x+…$/))
    expect(texts.filter((text) => /^x+$/.test(text)).join('').length).toBeGreaterThanOrEqual(500)
  })

  it('says its title and its day to readers', async () => {
    const text = Buffer.from(await fileOf(report({ title: 'Castle (2)' }))).toString('latin1')
    expect(text).toContain('(Castle \\(2\\))')
    expect(text).toContain('(D:20261122100000Z)')
  })
})

function lot(number: number): LotShown {
  const picture = emptyPicture(40 + (number % 7) * 20, 30 + (number % 5) * 16)
  picture.rgba.fill(255)
  return {
    ...{
      id: `ld:${3000 + number}/4`,
      part: `p${3000 + number}`,
      name: `Brick number ${number}`,
      quantity: (number % 9) + 1,
    },
    ...{ color: { name: 'Red', rgb: '#C91A09' }, numbers: [], element: `41${10000 + number}` },
    image: { png: encodePng(picture, deflate), width: picture.width / 2, height: picture.height / 2, alt: 'a brick' },
  }
}

function report(some: Partial<Report>): Report {
  return {
    ...{
      title: 'Castle',
      source: 'castle.mpd',
      asOf: DAY,
      by: 'color',
      charts: [],
      notes: [],
      credits: ['Parts: LDraw'],
    },
    counts: { pieces: 4, lots: 1, parts: 1, colors: 1 },
    groups: [{ title: 'Red', rgb: '#C91A09', pieces: 4, lots: [lot(3)] }],
    ...some,
  }
}

async function fileOf(content: Report): Promise<Uint8Array> {
  const { sheet, bytes } = openPdf(content)
  reportPdf(content, sheet)
  return bytes()
}

/** The texts of a file, as they stand in the streams of its pages, and how many pages it has. */
async function written(content: Report): Promise<{ texts: string[]; pages: number }> {
  const file = Buffer.from(await fileOf(content)).toString('latin1')
  const streams = [...file.matchAll(/stream\n([^]*?)\nendstream/g)].map(([, packed = '']) => unpacked(packed))
  const texts = streams.flatMap((stream) =>
    [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, line = '']) => lettersOf(line)),
  )
  return { texts, pages: [...file.matchAll(/\/Type \/Page\b(?!s)/g)].length }
}

function unpacked(packed: string): string {
  try {
    return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

/** `<4865> 10 <6c>` is `Hel`, in Windows-1252. */
function lettersOf(line: string): string {
  const hex = [...line.matchAll(/<([0-9a-f]*)>/gi)].map(([, digits]) => digits).join('')
  return windows1252.decode(Buffer.from(hex, 'hex'))
}
