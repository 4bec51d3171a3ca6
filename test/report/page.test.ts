import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportPage } from '../../src/report/page.js'
import type { LotShown, Report } from '../../src/report/report.js'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
const page = (report: Report, scripts = { list: 'list()', view: 'view()' }) => reportPage(report, scripts, { sha256 })

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgo=', 'base64'))

function lot(id: string, more: Partial<LotShown> = {}): LotShown {
  return {
    ...{ id, part: '3001', name: 'Brick 2 x 4', color: { name: 'Red', rgb: '#C91A09' }, quantity: 4 },
    numbers: [
      { system: 'BrickLink', number: '3001', url: 'https://www.bricklink.com/v2/catalog/catalogitem.page?P=3001&C=5' },
    ],
    ...more,
  }
}

const small = (lots: LotShown[]): Report => ({
  ...{ title: 'Castle', source: 'castle.mpd', asOf: '2026-11-22', by: 'color' },
  counts: { pieces: 4, lots: lots.length, parts: 1, colors: 1 },
  groups: [{ title: 'Red', rgb: '#C91A09', pieces: 4, lots }],
  ...{ charts: [], notes: [], credits: [] },
})

const whole: Report = {
  ...small([
    lot('3001-4', {
      ...{ element: '300121', owned: 1, price: { each: '0.105', total: '0.42' }, stores: ['Klotz'] },
      image: { png: PNG, width: 98, height: 70.5, alt: '4x Brick 2 x 4, Red' },
    }),
    lot('3706-4', {
      ...{ part: '3706', name: 'Axle 6', length: '6', quantity: 2, owned: 2, size: '2 x 16', stores: ['Eck'] },
      ...{ price: { each: '0.20', total: '0.40', isGuess: true } },
    }),
  ]),
  model: { image: { png: PNG, width: 700, height: 500, alt: 'the whole model' }, packed: new Uint8Array([31, 139]) },
  owned: { of: 'your collection', owned: { lots: 1, pieces: 3 }, missing: { lots: 1, pieces: 3 } },
  price: {
    ...{
      currency: 'EUR',
      total: 'EUR 0.82',
      basis: 'sold, new',
      dearest: [{ lot: '3001-4', pieces: 3, total: '0.42', each: '0.105' }],
    },
    ...{ priced: { lots: 2, pieces: 6 }, unpriced: { lots: 1, pieces: 7 } },
  },
  plan: {
    ...{ currency: 'EUR', total: 'EUR 9.99', proof: 'proved best', coverage: '6 of 6 parts' },
    others: [{ name: 'Plan B', total: 'EUR 11.11', stores: 1, coverage: '5 of 6 parts' }],
    stores: [
      {
        ...{ name: 'Klotz', country: 'DE', url: 'https://klotz.brickowl.com', currency: 'EUR' },
        ...{ total: 'EUR 5.02', goods: 'EUR 0.42', postage: 'EUR 4.50', extra: '0.10 to reach its least' },
        lots: [{ id: '3001-4', quantity: 4, each: '0.105', total: '0.42', condition: 'new' }],
        cart: {
          action: 'https://klotz.brickowl.com/addtocart',
          fields: [{ name: 'data', value: '{"items":[{"lot_id":"7","qty":"4"}]}' }],
        },
      },
      {
        ...{ name: 'Eck & "Co"', currency: 'USD', total: 'EUR 4.97', goods: 'EUR 0.47', postage: 'EUR 4.50' },
        lots: [
          { id: '3706-4', quantity: 2, each: '0.25', total: '0.50', condition: 'used', remarks: 'comes as 3706b' },
        ],
        wanted: '<INVENTORY>\n<ITEM>\n</INVENTORY>\n',
      },
    ],
  },
  charts: [
    {
      ...{ title: 'Cost by store', unit: 'EUR' },
      bars: [
        {
          label: 'Klotz',
          text: '5.02',
          pieces: [
            { value: 0.52, label: 'parts' },
            { value: 4.5, label: 'postage' },
          ],
        },
        {
          label: 'Eck',
          text: '4.97',
          pieces: [
            { value: 0.47, label: 'parts' },
            { value: 4.5, label: 'postage' },
          ],
        },
      ],
    },
    {
      ...{ title: 'Parts by color', unit: 'parts' },
      bars: [{ label: 'Red', text: '6', pieces: [{ value: 6, label: 'Red', rgb: '#C91A09' }] }],
    },
  ],
  notes: ['Not in the plan: nothing.'],
  credits: ['Parts: LDraw.org Parts Library, CC BY 4.0.'],
}

/** What stands in an element, without tags. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
}

function sectionOf(html: string, id: string): string {
  return new RegExp(`<section id="${id}".*?</section>`, 's').exec(html)?.[0] ?? ''
}

describe('the page of a report', () => {
  it('shows each lot once, in the order given, with all that is known of it', () => {
    const rows = page(whole).match(/<tr class="lot".*?<\/tr>/g) ?? []
    expect(rows.map((row) => / id="([^"]*)"/.exec(row)?.[1])).toEqual(['lot-3001-4', 'lot-3706-4'])
    const [first, second] = rows.map(textOf)
    for (const text of [
      '4x',
      '3001',
      'Brick 2 x 4',
      'Red',
      '300121',
      'BrickLink',
      '1 of 4 owned',
      '0.105',
      '0.42',
      'Klotz',
    ])
      expect(first).toContain(text)
    for (const text of ['2x', '3706', '2 x 16', 'owned', '≈ 0.20', '≈ 0.40', 'Eck']) expect(second).toContain(text)
    expect(rows[0]).toContain('data-missing="3"')
    expect(textOf(page(whole))).toContain('≈ is a guess')
  })

  it.each([
    ['the head', /<header.*<\/header>/s, ['4 parts', '2 lots', '3 missing', 'EUR 0.82', 'without 7 parts', 'EUR 9.99']],
    [
      'owned',
      /<section id="owned".*?<\/section>/s,
      ['your collection', '3 parts, 1 of 2 lots complete', '3 parts in 1 lot'],
    ],
    [
      'price',
      /<section id="price".*?<\/section>/s,
      ['EUR 0.82', 'sold, new', '7 parts in 1 lot', '3x 3001 Brick 2 x 4'],
    ],
    [
      'the plan',
      /<section id="plan".*?<\/section>/s,
      [
        'EUR 9.99',
        'proved best',
        '6 of 6 parts',
        'EUR 5.02',
        'EUR 4.50',
        '0.10 to reach its least',
        'all new',
        'comes as 3706b',
      ],
    ],
    ['other plans', /<section id="plan".*?<\/section>/s, ['Plan B', 'EUR 11.11', '5 of 6 parts']],
    ['notes', /<section id="notes".*?<\/section>/s, ['Not in the plan: nothing.']],
    ['credits', /<footer.*<\/footer>/s, ['LDraw.org']],
  ])('tells in %s what there is to tell', (_, where, texts) => {
    const text = textOf(where.exec(page(whole))?.[0] ?? '')
    for (const one of texts) expect(text).toContain(one)
  })

  it('has no section for what is not known', () => {
    const html = page(small([lot('a')]))
    expect([...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual(['parts'])
    expect(html).not.toMatch(/id="(model|packed|missing)"/)
    expect(html).not.toContain('view()')
  })

  it('says so when there are no parts', () => {
    const html = page({ ...small([]), groups: [] })
    expect(textOf(sectionOf(html, 'parts'))).toContain('There are no parts in it.')
  })

  it('begins as a table when there are no pictures', () => {
    expect(page(small([lot('a')]))).toMatch(/id="as-table" checked/)
    expect(page(whole)).toMatch(/id="as-booklet" class="unseen" checked/)
  })

  it('writes the numbers of charts as text, and says in words what their bars show', () => {
    const charts = sectionOf(page(whole), 'charts')
    expect(textOf(charts)).toMatch(
      /Cost by store EUR .*parts .*postage .*Klotz 5\.02 Eck 4\.97 Parts by color parts .*Red 6/,
    )
    const labels = [...charts.matchAll(/<svg class="bar"[^>]*role="img" aria-label="([^"]*)"/g)].map(
      ([, label]) => label,
    )
    expect(labels).toEqual(['parts 0.52, postage 4.50', 'parts 0.47, postage 4.50', '6'])
    const widths = [...charts.matchAll(/<rect [^>]*x="([\d.]+)" width="([\d.]+)" height="14"/g)].map(([, x, width]) => [
      Number(x),
      Number(width),
    ])
    expect(widths).toEqual([
      [0, 103.6],
      [103.6, 896.4],
      [0, 93.6],
      [93.6, 896.4],
      [0, 1000],
    ])
  })

  it('has a picture with its size and in words wherever there is one', () => {
    const images = page(whole).match(/<img [^>]*>/g) ?? []
    expect(images.map((image) => image.replace(/base64,[^"]*/, ''))).toEqual([
      '<img src="data:image/png;" width="700" height="500" alt="the whole model">',
      '<img src="data:image/png;" width="98" height="70.5" alt="4x Brick 2 x 4, Red">',
    ])
  })

  it('loads nothing, and names by checksums what runs and what it looks like', () => {
    const html = page(whole)
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    const [style] = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text ?? '')
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text ?? '')
    expect(scripts).toEqual(['list()', 'view()'])
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      'img-src data:',
      `style-src 'sha256-${sha256(style ?? '')}'`,
      `script-src ${scripts.map((script) => `'sha256-${sha256(script)}'`).join(' ')}`,
      'form-action https://*.brickowl.com',
      "base-uri 'none'",
    ])
    expect(html).not.toMatch(/<(link|iframe|object|embed|base)\b|@import|url\((?!data:)|\sstyle=|\son\w+=/i)
    for (const [, address] of html.matchAll(/\ssrc="([^"]*)"/g)) expect(address).toMatch(/^data:image\/png;base64,/)
  })

  it('has the model packed once, for those who turn it', () => {
    const html = page(whole)
    expect(html).toContain('<script id="packed" type="application/gzip;base64">H4s=</script>')
    expect(reportPage(whole, { list: '' }, { sha256 })).not.toContain('id="packed"')
  })

  it('keeps programs within their elements', () => {
    const html = page(small([lot('a')]), { list: 'a("</script><!-- </SCRIPT >")', view: '' })
    expect(html.match(/<\/script/gi)).toHaveLength(1)
    expect(html).toContain(String.raw`<script>a("\x3c/script>\x3c!-- \x3c/SCRIPT >")</script>`)
  })

  it('fills carts at Brick Owl, and nowhere else', () => {
    const form = /<form [^>]*>.*?<\/form>/.exec(page(whole))?.[0] ?? ''
    expect(form).toContain('action="https://klotz.brickowl.com/addtocart"')
    expect(form.replaceAll('&#34;', '"')).toContain('name="data" value="{"items":[{"lot_id":"7","qty":"4"}]}"')
  })

  it.each([
    'https://evil.example/',
    'http://klotz.brickowl.com/',
    'https://klotz.brickowl.com.evil.example/',
    'javascript:x',
  ])('sends nothing to %s', (action) => {
    expect(page(hostile(whole, action, 'https://klotz.brickowl.com/addtocart'))).not.toContain('<form')
  })

  it('gives a wanted list to copy and to download', () => {
    const plan = sectionOf(page(whole), 'plan')
    expect(plan).toContain('download="wanted-eck-co.xml"')
    expect(plan).toContain(
      `href="data:application/xml;charset=utf-8,${encodeURIComponent('<INVENTORY>\n<ITEM>\n</INVENTORY>\n')}"`,
    )
    expect(textOf(/<textarea.*?<\/textarea>/s.exec(plan)?.[0] ?? '')).toBe(' <INVENTORY> <ITEM> </INVENTORY> ')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://x.example/"onclick=x', 'x'])(
    'makes no link of %s',
    (url) => {
      const html = page(small([lot('a', { numbers: [{ system: 'BrickLink', number: '1', url }] })]))
      expect(/<td class="numbers">(.*?)<\/td>/.exec(html)?.[1]).toBe('BrickLink 1')
    },
  )

  it('shows hostile text as text, wherever it stands', () => {
    const evil = `<img src=x onerror=a>"'&</script></style></textarea>\u202e`
    const html = page(hostile(whole, evil))
    const tame = page(hostile(whole, 'x'))
    const tags = (text: string) => text.match(/<\/?[a-z][a-z0-9]*/gi)
    expect(tags(html)).toEqual(tags(tame))
    expect(html).not.toContain('\u202e')
  })

  it('shows any text as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const html = page({ ...small([lot('a')]), title })
        const shown = /<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''
        expect(shown).not.toMatch(/[<>"']/)
        expect(html.split('<h1>')).toHaveLength(2)
      }),
    )
  })

  it('has one heading of the first rank, and skips none', () => {
    const ranks = [...page(whole).matchAll(/<h(\d)/g)].map(([, rank]) => Number(rank))
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1)
    for (const [place, rank] of ranks.entries()) expect(rank - (ranks[place - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('gives each element a name of its own, and leads nowhere else', () => {
    const html = page(whole)
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, to] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to)
  })

  it('is the same for the same', () => {
    expect(page(whole)).toBe(page(structuredClone(whole)))
  })
})

/** The same with another text in place of all that comes from outside, or of one text. */
function hostile<T>(value: T, text: string, only?: string): T {
  if (value instanceof Uint8Array || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'string') {
    const isMeant = only === undefined ? !/^(castle|https?:|#|\d|color$)/i.test(value) : value === only
    return (isMeant ? text : value) as T
  }
  if (Array.isArray(value)) return value.map((one: unknown) => hostile(one, text, only)) as T
  const entries = Object.entries(value as object).map(([key, one]) => [key, hostile(one as unknown, text, only)])
  return Object.fromEntries(entries) as T
}
