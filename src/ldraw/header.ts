import { parseColor, parseColorDefinition } from './color.js'
import type { Block, Document, HeaderKind, Qualifier } from './document.js'

/**
 * The lines that open and end blocks. Old files write them in lower case; there, only what names a file counts,
 * so that a comment like `0 File of my house` stays a comment.
 */
export function parseStructure(text: string): { word: 'FILE' | 'NOFILE' | '!DATA'; name: string } | undefined {
  if (/^NOFILE$/i.test(text)) return { word: 'NOFILE', name: '' }
  const [, word = '', name = ''] = /^(FILE|!DATA)\s+(.*)$/i.exec(text) ?? []
  if (word === 'FILE' || word === '!DATA') return { word, name }
  return word !== '' && /\.(ldr|mpd|dat|l3b)$/i.test(name) ? { word: 'FILE', name } : undefined
}

/** Takes what a line of the header says into the block; false for any other line. */
export function readHeaderLine(rest: string, block: Block, { colors }: Document): boolean {
  if (/^!LDCAD\s+(GENERATED|CONTENT\b.*\[type=(path|spring)\])/i.test(rest)) block.flexible = true
  const definition = /^!COLOUR\s+(.*)/i.exec(rest)?.[1]
  if (definition !== undefined) {
    const color = parseColorDefinition(definition)
    if (color && !colors.has(color.code)) colors.set(color.code, { name: color.name, rgb: color.rgb })
    return true
  }
  const header = parseHeader(rest)
  if (header !== undefined) {
    block.header ??= header
    block.qualifier ??= parseQualifier(rest)
    return true
  }
  const [, word, value = ''] = /^(!KEYWORDS|!CATEGORY|!CMDLINE|NumOfBricks:|FlexibleBrick:)\s+(.*)/.exec(rest) ?? []
  if (word === '!KEYWORDS') block.keywords.push(...value.split(',').map((text) => text.trim()))
  if (word === '!CATEGORY') block.category = value.trim()
  if (word === '!CMDLINE') block.mainColor ??= parseColor(/-c\s*(\S+)/.exec(value)?.[1] ?? '')
  if (word === 'FlexibleBrick:') block.standsFor ??= value.trim() || undefined
  if (word === 'NumOfBricks:' && /^\d+$/.test(value.trim())) block.claimed ??= Number(value)
  return word !== undefined
}

/** What the header says the file is, in the forms of thirty years; undefined when this line says nothing of it. */
export function parseHeader(text: string): HeaderKind | undefined {
  const official = /^!?LDRAW_ORG\s+(?:Unofficial[_ ]?)?(\S+)/i.exec(text)?.[1]?.toLowerCase()
  if (official !== undefined) return HEADERS[official] ?? (/primitive/.test(official) ? 'primitive' : undefined)
  const old =
    /^(?:Un-?official|Official|Original)\s+(?:LDraw\s+)?(part|element|model|sub-?part|shortcut|primitive)\b/i.exec(text)
  if (old) return HEADERS[(old[1] ?? '').toLowerCase()]
  if (/^Official LCAD update/i.test(text)) return 'part'
  return /^custom part\b/i.test(text) ? 'part' : undefined
}

/** The second word of an `!LDRAW_ORG` line, where it matters. */
export function parseQualifier(text: string): Qualifier | undefined {
  if (/\bAlias\b/i.test(text)) return 'alias'
  if (/\bPhysical_Colou?r\b/i.test(text)) return 'physical'
  return /\bFlexible_Section\b/i.test(text) ? 'flexible' : undefined
}

const HEADERS: Record<string, HeaderKind> = {
  part: 'part',
  element: 'part',
  shortcut: 'shortcut',
  subpart: 'subpart',
  'sub-part': 'subpart',
  primitive: 'primitive',
  model: 'model',
  configuration: 'model',
}
