import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sourceOf, type Source } from '../../../src/core/source.js'
import { readXml, type XmlRecord } from '../../../src/formats/xml/read-xml.js'
import { endless, inPieces } from '../read-list.js'

const ITEM = '<ITEM><ITEMID>3001</ITEMID><QTY>2</QTY></ITEM>'

describe('readXml', () => {
  it.each([
    { title: 'a declaration', text: `<?xml version="1.0" encoding="UTF-8"?>\n<INVENTORY>${ITEM}</INVENTORY>` },
    { title: 'a mark of UTF-8', text: `\ufeff<?xml version="1.0"?><INVENTORY>${ITEM}</INVENTORY>` },
    { title: 'nothing but items', text: ITEM },
    { title: 'a document type', text: `<!DOCTYPE INVENTORY><INVENTORY>${ITEM}</INVENTORY>` },
    { title: 'comments', text: `<!-- a -- b --><INVENTORY><!-- <ITEM> -->${ITEM}</INVENTORY>` },
    { title: 'blank lines first', text: `\n\n<?xml version="1.0"?>\n${ITEM}` },
    { title: 'old ends of lines', text: `<INVENTORY>\r${ITEM.replaceAll('><', '>\r<')}\r</INVENTORY>` },
    { title: 'attributes', text: ITEM.replace('<QTY>', '<QTY unit="piece">') },
    { title: 'UTF-16 that is none', text: `<?xml version="1.0" encoding="utf-16"?><INVENTORY>${ITEM}</INVENTORY>` },
  ])('reads a list with $title', ({ text }) => {
    const { records, problems } = read(text)
    expect(records.map(({ fields }) => fields)).toEqual([{ ITEMID: '3001', QTY: '2' }])
    expect(problems).toEqual([])
  })

  it.each([
    { title: 'UTF-8', bytes: Buffer.from('<ITEM><A>Gerüst 🧱</A></ITEM>'), text: 'Gerüst 🧱', code: [] },
    { title: 'UTF-16', bytes: Buffer.from('\ufeff<ITEM><A>Gerüst</A></ITEM>', 'utf16le'), text: 'Gerüst', code: [] },
    { title: 'UTF-16 without a mark', bytes: Buffer.from('<ITEM><A>ü</A></ITEM>', 'utf16le'), text: 'ü', code: [] },
    {
      title: 'Windows-1252, as it says',
      bytes: Buffer.from('<?xml version="1.0" encoding="windows-1252"?><ITEM><A>Ger\xfcst \x96</A></ITEM>', 'latin1'),
      text: 'Gerüst –',
      code: [],
    },
    {
      title: 'Windows-1252, and does not say so',
      bytes: Buffer.from('<ITEM><A>Ger\xfcst \x96</A></ITEM>', 'latin1'),
      text: 'Gerüst –',
      code: ['file.encoding'],
    },
    {
      title: 'damaged UTF-8',
      bytes: Buffer.concat([Buffer.from('<ITEM><A>Gerüst '), Buffer.from([0xfc]), Buffer.from('</A></ITEM>')]),
      text: 'Gerüst \ufffd',
      code: ['file.encoding'],
    },
    {
      title: 'Cyrillic, as it says',
      bytes: Buffer.from('<?xml version="1.0" encoding="windows-1251"?><ITEM><A>\xc4\xe0</A></ITEM>', 'latin1'),
      text: 'Да',
      code: [],
    },
  ])('reads $title', ({ bytes, text, code }) => {
    const { records, problems } = read(sourceOf(bytes))
    expect(records.map(({ fields }) => fields['A'])).toEqual([text])
    expect(problems.map((problem) => problem.code)).toEqual(code)
  })

  it.each([
    { title: 'a bare &', text: 'Tom & Jerry', value: 'Tom & Jerry', mended: 1 },
    { title: 'several', text: 'a&b; c & d', value: 'a&b; c & d', mended: 1 },
    { title: 'entities of HTML', text: '&eacute;&nbsp;&frac12;', value: 'é\u00a0½', mended: 0 },
    { title: 'entities of XML', text: '&lt;&amp;&gt;&quot;&apos;&#65;&#x42;', value: `<&>"'AB`, mended: 0 },
    { title: 'a control character', text: 'a\u0008b', value: 'ab', mended: 1 },
    { title: '& in CDATA', text: '<![CDATA[a & b]]> &amp; c', value: 'a & b & c', mended: 0 },
  ])('takes $title as it is meant', ({ text, value, mended }) => {
    const { records, problems } = read(`<INVENTORY>\n<ITEM><A>${text}</A></ITEM></INVENTORY>`)
    expect(records[0]?.fields['A']).toBe(value)
    expect(problems.map(({ code, line }) => [code, line])).toEqual(mended ? [['file.mended', 2]] : [])
  })

  it('tells lines, also where most of the file goes past the parser', () => {
    const text = `<INVENTORY>\n${`${ITEM}\n`.repeat(500)}<ITEM>\n<A>&amp;</A>\r\n</ITEM>\n${ITEM}</INVENTORY>`
    for (const size of [1 << 20, 2000, 100]) {
      const lines = read(inPieces(text, size)).records.map(({ line }) => line)
      expect(lines.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, i) => i + 2))
      expect(lines.slice(500)).toEqual([502, 505])
    }
  })

  it('reads the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(piece(), { maxLength: 60 }), fc.integer({ min: 40, max: 400 }), (pieces, size) => {
        const text = `<INVENTORY>${ITEM}${pieces.join('\n')}</INVENTORY>`
        expect(answer(inPieces(text, size))).toEqual(answer(text))
      }),
    )
  })

  it.each([
    {
      title: 'cut off in a text',
      text: `<INVENTORY>${ITEM}\n<ITEM><QTY>1`,
      says: /ends in the middle of <QTY>, at line 2, after 1 whole item$/,
    },
    {
      title: 'cut off in a tag',
      text: `<INVENTORY>${ITEM}<ITEM><QT`,
      says: /in the middle of <ITEM>, at line 1, after 1 whole item$/,
    },
    {
      title: 'that never closes an item',
      text: `<INVENTORY><ITEM><QTY>1</QTY>\n${ITEM}`,
      says: /from line 2: <ITEM> begins before the one of line 1 ends/,
    },
    {
      title: 'with tags that cross',
      text: '<INVENTORY>\n<ITEM><A>1</B></ITEM>',
      says: /from line 2: not well-formed XML: unexpected close tag/,
    },
    {
      title: 'in an encoding of nobody',
      text: '<?xml version="1.0" encoding="klingon"?><A/>',
      says: /cannot read: klingon/,
    },
  ])('refuses a file $title', ({ text, says }) => {
    expect(() => read(text)).toThrow(says)
  })
})

describe('attacks', () => {
  it.each([
    {
      title: 'entities of entities (billion laughs)',
      text: `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><ITEM><A>&lol1;</A></ITEM>`,
    },
    {
      title: 'one long entity, often (quadratic)',
      text: `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(50_000)}">]><ITEM><A>&b;</A></ITEM>`,
    },
    {
      title: 'an entity that is a file',
      text: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><ITEM><A>&b;</A></ITEM>',
    },
    { title: 'entities of parameters', text: '<!DOCTYPE a [\n<!ENTITY % b SYSTEM "http://127.0.0.1/"> %b;]><ITEM/>' },
  ])('has no way in for $title', ({ text }) => {
    expect(() => read(text)).toThrow('it defines entities, which no list does')
  })

  it('looks nothing up that a document type names', () => {
    const { records } = read(`<!DOCTYPE INVENTORY SYSTEM "http://127.0.0.1/list.dtd"><INVENTORY>${ITEM}</INVENTORY>`)
    expect(records).toHaveLength(1)
  })

  it.each([
    { title: 'elements in elements', source: endless('<INVENTORY>', '<a>'), says: /more than 100 deep/ },
    { title: 'one text', source: endless('<INVENTORY><ITEM><A>', 'text '), says: /more than 1 MB/ },
    {
      title: 'one text of tags that are none',
      source: endless('<INVENTORY><ITEM><A>', 'a > b '),
      says: /more than 1 MB/,
    },
    { title: 'one text in CDATA', source: endless('<ITEM><A><![CDATA[', 'a ]]> <![CDATA[ > '), says: /more than 1 MB/ },
    { title: 'one attribute', source: endless('<INVENTORY><ITEM a="', 'text > '), says: /more than 1 MB/ },
    { title: 'attributes', source: endless('<INVENTORY><ITEM ', 'a1="" > '.slice(0, 6)), says: /more than 1 MB/ },
    { title: 'one comment', source: endless('<INVENTORY><!-- ', 'a > b '), says: /more than 1 MB/ },
    { title: 'one name of a tag', source: endless('<INVENTORY><', 'abcdef'), says: /more than 1 MB/ },
    { title: 'one item', source: endless('<INVENTORY><ITEM>', '<A>1</A>'), says: /holds more than 1 MB/ },
    { title: 'one document type', source: endless('<!DOCTYPE ', 'a "b" '), says: /more than 1 MB/ },
    { title: 'an entity that never ends', source: endless('<ITEM><A>&', 'abcdef > '), says: /more than 1 MB/ },
  ])('stops at $title without end', ({ source, says }) => {
    const before = process.memoryUsage().rss
    const start = performance.now()
    expect(() => read(source)).toThrow(says)
    expect(performance.now() - start).toBeLessThan(5000)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2)
  })

  it('keeps nothing of a list without end', () => {
    let items = 0
    const source = endless('<INVENTORY>', `${ITEM}\n`, 1000)
    expect(() => readXml(source, 'list.xml', { records: ['ITEM'], take: () => items++ })).toThrow(/ends in the middle/)
    expect(items).toBeGreaterThan(1_000_000)
  })
})

function read(input: string | Source): { records: XmlRecord[]; problems: { code: string; line?: number }[] } {
  const source = typeof input === 'string' ? sourceOf(new TextEncoder().encode(input)) : input
  const records: XmlRecord[] = []
  const { problems } = readXml(source, 'list.xml', {
    records: ['ITEM'],
    take: ({ tag, line, fields }) => records.push({ tag, line, fields: said(fields) }),
  })
  return { records, problems }
}

/** Fields that a record has; others may be there as undefined. */
function said(fields: XmlRecord['fields']): XmlRecord['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined))
}

/** What is read, or what is said of it. */
function answer(input: string | Source): unknown {
  try {
    return read(input)
  } catch (error) {
    return String(error)
  }
}

/** Items as lists have them, and odd things among them. */
function piece(): fc.Arbitrary<string> {
  const text = fc.constantFrom(
    '1',
    '',
    ' a b ',
    'a\nb',
    '&amp;',
    '&',
    '<![CDATA[<ITEM>]]>',
    '<!-- </ITEM> -->',
    '<X/>',
    '🧱',
    '>',
  )
  const child = fc
    .tuple(fc.constantFrom('A', 'B', 'Qty', 'C1'), text)
    .map(([tag, inner]) => `<${tag}>${inner}</${tag}>`)
  const odd = fc.constantFrom('<R/>', '<A x="1">2</A>', '\r\n', '<!-- & -->', ' text ', '<N><M>1</M></N>')
  const item = fc.array(fc.oneof({ weight: 5, arbitrary: child }, odd)).map((inner) => `<ITEM>${inner.join('')}</ITEM>`)
  const between = fc.constantFrom(
    ITEM,
    '<!-- <ITEM> -->',
    '<Item><a>1</a></Item>',
    '<ITEM n="1"/>',
    '<OTHER/>',
    '<![CDATA[<ITEM/>]]>',
  )
  return fc.oneof(
    { weight: 8, arbitrary: item },
    { weight: 2, arbitrary: between },
    fc.constantFrom('<ITEM>', '</ITEM>'),
  )
}
