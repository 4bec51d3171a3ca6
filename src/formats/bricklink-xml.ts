import { XMLBuilder } from 'fast-xml-parser'
import { inventory, type Condition, type ItemType, type Lot } from '../core/inventory.js'
import { byNumber } from '../core/order.js'
import type { Codec } from './codec.js'

/**
 * The wanted list that BrickLink takes at Want > Upload > BrickLink XML.
 *
 * No XML declaration, one ITEM on a line, each with all that the site can ask for, no lot twice (the site refuses a
 * whole list for one duplicate), none of no pieces. Source: BrickLink help pages 198, 207 and 2567.
 */
export const bricklinkXml: Codec<'bricklink'> = {
  id: 'bl',
  title: 'BrickLink wanted list (XML)',
  wishes: ['condition', 'maxPrice', 'remark', 'maxLots'],
  next: 'Paste it at bricklink.com > Want > Upload > BrickLink XML.',
  system: 'bricklink',
  sniff: (head) => /<INVENTORY[\s>]/i.test(head),

  write(list, { maxLots = MAX_LOTS } = {}) {
    const lots = inventory('bricklink', list.lots)
      .lots.filter(({ quantity }) => quantity > 0)
      .sort(byItem)
    const files: string[] = []
    for (let start = 0; start === 0 || start < lots.length; start += maxLots) {
      const items = lots.slice(start, start + maxLots).map((lot) => `${builder.build({ ITEM: itemOf(lot) })}\n`)
      files.push(`<INVENTORY>\n${items.join('')}</INVENTORY>\n`)
    }
    return files
  },
}

/** The site names no limit, but store uploads choke on more (BrickStore issue 399). */
const MAX_LOTS = 1000

/** What the site keeps of a remark, in characters. */
const MAX_REMARKS = 255

const builder = new XMLBuilder({ format: false, processEntities: true, suppressEmptyNode: false })

const TYPES: ItemType[] = ['S', 'P', 'M', 'B', 'G', 'C', 'I', 'O']
const CONDITIONS: Condition[] = ['N', 'U', 'X']

/** Tags in the order of BrickLink's own help. Color 0 means "any" there, so that it must never stand for "unknown". */
function itemOf(lot: Lot): Record<string, string | number> {
  if (!Number.isInteger(lot.color) || lot.color < 0) throw new Error(`${lot.part} has no BrickLink color: ${lot.color}`)
  return {
    ITEMTYPE: lot.itemType ?? 'P',
    ITEMID: legal(lot.part),
    COLOR: lot.color,
    ...(lot.maxPrice === undefined ? {} : { MAXPRICE: lot.maxPrice }),
    MINQTY: lot.quantity,
    ...(lot.have === undefined ? {} : { QTYFILLED: lot.have }),
    CONDITION: lot.condition ?? 'X',
    ...(lot.remarks === undefined || lot.remarks === '' ? {} : { REMARKS: remarksOf(lot.remarks) }),
    NOTIFY: 'N',
  }
}

function byItem(a: Lot, b: Lot): number {
  return (
    TYPES.indexOf(a.itemType ?? 'P') - TYPES.indexOf(b.itemType ?? 'P') ||
    byNumber(a.part.toLowerCase(), b.part.toLowerCase()) ||
    a.color - b.color ||
    CONDITIONS.indexOf(a.condition ?? 'X') - CONDITIONS.indexOf(b.condition ?? 'X')
  )
}

/** The site takes remarks for HTML, so that `<` must be escaped once for it, and once more for XML by the builder. */
function remarksOf(text: string): string {
  const characters = [...legal(text)]
  const kept = characters.length <= MAX_REMARKS ? characters : [...characters.slice(0, MAX_REMARKS - 1), '…']
  return kept.join('').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Without what XML cannot hold, on one line. */
function legal(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}
