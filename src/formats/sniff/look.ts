/** What a file looks like, for the message that says that it is not what was asked for. */
export function lookOf(head: Uint8Array): string | undefined {
  const magic = MAGIC.find(({ start }) => start.every((byte, at) => head[at] === byte))
  if (magic) return magic.words
  const text = new TextDecoder().decode(head).trimStart()
  return TEXTS.find(({ pattern }) => pattern.test(text))?.words
}

const MAGIC: { start: number[]; words: string }[] = [
  { start: [0x50, 0x4b, 3, 4], words: 'a zip archive, as Studio (.io) and LDD (.lxf) write' },
  { start: [0x1f, 0x8b], words: 'a gzip archive' },
  { start: [0x89, 0x50, 0x4e, 0x47], words: 'a PNG picture' },
  { start: [0xff, 0xd8, 0xff], words: 'a JPEG picture' },
  { start: [0x25, 0x50, 0x44, 0x46], words: 'a PDF document' },
]

const TEXTS: { pattern: RegExp; words: string }[] = [
  { pattern: /<LXFML\b/i, words: 'a LEGO Digital Designer model (LXFML)' },
  { pattern: /<(BrickStoreXML|BrickStockXML)\b/i, words: 'a BrickStore file' },
  { pattern: /<INVENTORY\b/i, words: 'a BrickLink list (XML)' },
  { pattern: /<(!doctype html|html)\b/i, words: 'a web page' },
  { pattern: /^<\?xml\b/i, words: 'an XML file' },
  { pattern: /^\{\s*"schema"\s*:\s*"brick\.list/, words: 'a list of brick (JSON)' },
  { pattern: /^[[{]\s*["[{\]}]/, words: 'JSON' },
  { pattern: /^(Part|part_num)[,;\t]/, words: 'a Rebrickable parts list (CSV)' },
  { pattern: /^(BLItemNo|elementId)[,;\t]/i, words: 'a parts list (CSV)' },
  { pattern: /^\[[\w.-]+\]\s*$/m, words: 'a settings file' },
]
