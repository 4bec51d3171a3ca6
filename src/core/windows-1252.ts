/** Turns bytes into text, as `TextDecoder` does. */
export interface Decoder {
  decode(bytes: Uint8Array): string
}

/**
 * Windows-1252, the encoding of old editors, by the table of the WHATWG Encoding standard. Node's own decoder takes
 * it for Latin-1 in several of its versions, which has no letters from 0x80 to 0x9F (nodejs/node issue 56542).
 */
export const windows1252: Decoder = {
  decode(bytes) {
    let text = ''
    for (const byte of bytes)
      text += byte >= 0x80 && byte < 0xa0 ? (SIGNS[byte - 0x80] ?? '') : String.fromCharCode(byte)
    return text
  },
}

/** From 0x80 to 0x9F; five bytes stand for nothing and stay control characters. */
const SIGNS =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
