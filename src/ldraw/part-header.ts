import type { Component, PartFact, PartKind } from '../core/catalog/catalog.js'
import { nameKey, partId } from '../core/catalog/part-id.js'
import type { Block } from './document.js'
import { parseDocument } from './parse.js'

/** What a part file of an LDraw library says of itself: what it is, what it consists of, its numbers elsewhere. */
export function readPart(id: string, bytes: Uint8Array): PartFact {
  const block = parseDocument(bytes, id, { mend: false, steps: false }).blocks[0]
  if (!block) return { id, kind: 'part', title: '', category: '', content: [], numbers: {}, confidence: 'unknown' }
  const { title, category, keywords } = block
  const kind = kindOf(id, block)
  const numbers = numbersOf(keywords)
  const fact: PartFact = {
    id,
    kind,
    title: kind === 'moved' ? '' : plainTitle(title),
    category: category || (/^[~=_|]*(\w+)/.exec(title)?.[1] ?? ''),
    content: MADE_OF_OTHERS.includes(kind) ? contentOf(block, kind) : [],
    numbers,
    confidence: Object.keys(numbers).length > 0 ? 'exact-unverified' : 'unknown',
  }
  if (/\(Obsolete\)/i.test(title)) fact.obsolete = true
  return fact
}

const MADE_OF_OTHERS: PartKind[] = ['moved', 'alias', 'physical', 'shortcut']

function kindOf(id: string, { title, header, qualifier, category }: Block): PartKind {
  if (/^~moved to/i.test(title)) return 'moved'
  if (/^~?\|/.test(title)) return 'third-party'
  if (/^~?=/.test(title) || qualifier === 'alias') return 'alias'
  if (/^~?_/.test(title) || qualifier === 'physical') return 'physical'
  if (category === 'Sticker Shortcut') return 'shortcut'
  if (/^~?Sticker/.test(category || title)) return 'sticker'
  if (/^ls\d+$/.test(id) || header === 'subpart') return 'helper'
  if (header === 'primitive') return 'primitive'
  if (header === 'shortcut') return 'shortcut'
  return title.startsWith('~') && !/\(Obsolete\)/i.test(title) ? 'helper' : 'part'
}

/** Parts; what was moved may have become geometry, all else only draws with it. */
function contentOf({ entries }: Block, kind: PartKind): Component[] {
  const content: Component[] = []
  for (const entry of entries) {
    if (entry.kind !== 'reference') continue
    const key = nameKey(entry.name)
    if (kind !== 'moved' && key.includes('/')) continue
    const part = partId(key)
    const known = content.find((component) => component.part === part && component.color === entry.color)
    if (known) known.quantity += entry.count
    else content.push({ part, color: entry.color, quantity: entry.count })
  }
  return content
}

/** The title without the signs in front of it that say what kind of part it is. */
export function plainTitle(title: string): string {
  return title
    .replace(/^[~=_|]+/, '')
    .replace(/\s*\(Obsolete\)\s*$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** `!KEYWORDS Bricklink 3069bpb0442, Rebrickable 12345`. */
function numbersOf(keywords: string[]): PartFact['numbers'] {
  const numbers: PartFact['numbers'] = {}
  for (const keyword of keywords) {
    const [, shop, number] = /^(brick\s?link|rebrickable|brick\s?owl)\s+(\S+)$/i.exec(keyword) ?? []
    if (shop === undefined || number === undefined) continue
    const system = shop.toLowerCase().replace(/\s/, '') as 'bricklink' | 'rebrickable' | 'brickowl'
    numbers[system] ??= number
  }
  return numbers
}
