/**
 * Makes `&amp;` of each `&` that begins no entity, as in `Tom & Jerry`, which people write by hand; but not in CDATA,
 * where it stands for itself. Pieces of a text go through in order, each ending with a tag.
 */
export function mender(slip: (line: number, message: string) => void): (piece: string, line: number) => string {
  let isCdata = false
  return mend

  /** `line` is that of the first character. */
  function mend(piece: string, line: number): string {
    if (!isCdata && !piece.includes('<![CDATA[')) return escapeBare(piece, line)
    let text = ''
    for (let start = 0; start < piece.length;) {
      const mark = piece.indexOf(isCdata ? ']]>' : '<![CDATA[', start)
      const end = mark < 0 ? piece.length : mark
      const part = piece.slice(start, end)
      text += isCdata ? part : escapeBare(part, line + linesIn(piece.slice(0, start)))
      if (mark < 0) break
      text += isCdata ? ']]>' : '<![CDATA['
      start = end + (isCdata ? 3 : 9)
      isCdata = !isCdata
    }
    return text
  }

  function escapeBare(text: string, line: number): string {
    if (!text.includes('&')) return text
    const first = text.search(BARE)
    if (first < 0) return text
    slip(line + linesIn(text.slice(0, first)), 'an & that begins no entity')
    return text.replace(BARE_ALL, '&amp;')
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

const BARE = /&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{0,31};)/i
const BARE_ALL = new RegExp(BARE.source, 'gi')

/** Entities of HTML that come with text from web pages; XML has only five. */
export const ENTITIES: Record<string, string> = {
  ...{ nbsp: '\u00a0', iexcl: '¡', cent: '¢', pound: '£', yen: '¥', sect: '§', copy: '©', laquo: '«', reg: '®' },
  ...{ deg: '°', plusmn: '±', sup2: '²', sup3: '³', micro: 'µ', middot: '·', frac14: '¼', frac12: '½', frac34: '¾' },
  ...{ raquo: '»', iquest: '¿', times: '×', divide: '÷', szlig: 'ß', euro: '€', trade: '™', hellip: '…', bull: '•' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„' },
  ...accented('grave', '\u0300', 'AEIOUaeiou'),
  ...accented('acute', '\u0301', 'AEIOUYaeiouy'),
  ...accented('circ', '\u0302', 'AEIOUaeiou'),
  ...accented('tilde', '\u0303', 'ANOano'),
  ...accented('uml', '\u0308', 'AEIOUaeiouy'),
  ...accented('ring', '\u030a', 'Aa'),
  ...accented('cedil', '\u0327', 'Cc'),
  ...{ AElig: 'Æ', aelig: 'æ', Oslash: 'Ø', oslash: 'ø', ETH: 'Ð', eth: 'ð', THORN: 'Þ', thorn: 'þ', OElig: 'Œ' },
  ...{ oelig: 'œ', Scaron: 'Š', scaron: 'š' },
}

/** `eacute` is é. */
function accented(name: string, accent: string, letters: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [`${letter}${name}`, `${letter}${accent}`.normalize('NFC')]))
}
