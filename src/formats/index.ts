import { isBrickStore, isOrderList, isStockList, isWantedList } from './sniff/bricklink.js'
import type { Codec } from './codec.js'
import { isBrickOwl, isOrderText, isPickABrick, isPickABrickJson, isStudio } from './sniff/elements.js'
import {
  isBrickLinkTab,
  isBrickset,
  isCollection,
  isLDCadBin,
  isRebrickable,
  isSetList,
  isTable,
} from './sniff/tables.js'
import type { View } from './view.js'

/** A format by all its names; its file is loaded only when it is used. */
export interface FormatRow<T> {
  /** The first is what help and messages say. */
  names: [string, ...string[]]
  /** Endings of its files, in lower case. */
  extensions: string[]
  /** Those of them that choose it for a file to write; absent means all. */
  writes?: string[]
  /** Its files are made by hand in an editor, so that no list is ever saved under such a name. */
  isModel?: true
  /** Whether a file that begins so (its first kilobytes, decoded) is in this format; absent where it cannot be read. */
  sniff?(head: string): boolean
  /** Whether `sniff` also claims text of other kinds, so that the name of a file says more. */
  vague?: true
  /** Whether `brick export` offers it. */
  target?: true
  /** Whether it can hold most lists only in part, so that `export --all` leaves it out. */
  partial?: true
  load(): Promise<T>
}

/** What programs exchange, in one id system each: models, lists of shops. */
export const codecs: FormatRow<Codec>[] = [
  {
    names: ['ldraw', 'ldr', 'mpd'],
    extensions: ['.ldr', '.mpd', '.dat', '.l3b'],
    writes: ['.ldr', '.mpd'],
    isModel: true,
    sniff: (head) => /^\ufeff?[ \t\u00a0]*(?:[0-5]|1[01])[ \t\u00a0]/m.test(head),
    vague: true,
    target: true,
    partial: true,
    load: async () => (await import('./ldraw.js')).ldraw,
  },
  {
    names: ['studio-io', 'io'],
    extensions: ['.io'],
    isModel: true,
    // An archive of anything else is told by what is in it.
    sniff: (head) => isZip(head) && !isLxf(head),
    load: async () => (await import('./studio.js')).studio,
  },
  {
    names: ['lxf', 'ldd'],
    extensions: ['.lxf'],
    isModel: true,
    sniff: (head) => isZip(head) && isLxf(head),
    load: async () => (await import('./lxf.js')).lxf,
  },
  {
    names: ['lxfml'],
    extensions: ['.lxfml'],
    isModel: true,
    sniff: (head) => /^[^a-z]{0,9}(?:<\?xml[^>]*>)?[^<]*(?:<!--[^]*?-->\s*)*<LXFML[\s>]/i.test(head),
    load: async () => (await import('./lxfml.js')).lxfml,
  },
  {
    names: ['bl', 'bricklink', 'wanted'],
    extensions: ['.xml'],
    sniff: isWantedList,
    target: true,
    load: async () => (await import('./bricklink-xml.js')).bricklinkXml,
  },
  {
    names: ['bl-inventory', 'inventory'],
    extensions: ['.xml'],
    sniff: isStockList,
    target: true,
    load: async () => (await import('./bricklink-inventory.js')).bricklinkInventory,
  },
  {
    names: ['bl-order', 'orders'],
    extensions: ['.xml'],
    sniff: isOrderList,
    load: async () => (await import('./bricklink-order.js')).bricklinkOrder,
  },
  {
    names: ['bsx', 'brickstore'],
    extensions: ['.bsx'],
    sniff: isBrickStore,
    target: true,
    load: async () => (await import('./brickstore.js')).brickstore,
  },
  {
    names: ['json'],
    extensions: ['.json'],
    sniff: (head) => /^\ufeff?\s*\{\s*"schema"\s*:\s*"brick\.list\//.test(head),
    load: async () => (await import('./json-list.js')).jsonList,
  },
  {
    names: ['ndjson', 'jsonl'],
    extensions: ['.ndjson', '.jsonl'],
    sniff: (head) => /^\ufeff?\{"part":\{"ldraw":/.test(head),
    load: async () => (await import('./json-list.js')).jsonLines,
  },
  {
    names: ['studio', 'studio-csv'],
    extensions: ['.csv'],
    sniff: isStudio,
    load: async () => (await import('./studio-csv.js')).studioCsv,
  },
  {
    names: ['pab', 'pick-a-brick'],
    extensions: ['.csv'],
    sniff: isPickABrick,
    target: true,
    load: async () => (await import('./pick-a-brick.js')).pickABrick,
  },
  {
    names: ['pab-json'],
    extensions: ['.json'],
    sniff: isPickABrickJson,
    target: true,
    partial: true,
    load: async () => (await import('./pick-a-brick-json.js')).pickABrickJson,
  },
  {
    names: ['order-text'],
    extensions: ['.eml'],
    sniff: isOrderText,
    load: async () => (await import('./order-text.js')).orderText,
  },
  {
    names: ['bo', 'brickowl'],
    extensions: ['.json', '.csv'],
    sniff: isBrickOwl,
    target: true,
    partial: true,
    load: async () => (await import('./brickowl.js')).brickOwl,
  },
  {
    names: ['collection'],
    extensions: ['.csv'],
    sniff: isCollection,
    load: async () => (await import('./collection-csv.js')).collectionCsv,
  },
  {
    names: ['rb', 'rebrickable'],
    extensions: ['.csv', '.tsv', '.tab'],
    writes: ['.csv'],
    sniff: isRebrickable,
    target: true,
    load: async () => (await import('./rebrickable.js')).rebrickable,
  },
  {
    names: ['rb-sets'],
    extensions: ['.csv', '.tsv', '.tab'],
    sniff: isSetList,
    load: async () => (await import('./rebrickable-sets.js')).rebrickableSets,
  },
  {
    names: ['brickset'],
    extensions: ['.csv', '.tsv', '.tab'],
    sniff: isBrickset,
    load: async () => (await import('./brickset.js')).brickset,
  },
  {
    names: ['bl-tab'],
    extensions: ['.csv', '.tsv', '.tab'],
    sniff: isBrickLinkTab,
    load: async () => (await import('./bricklink-tab.js')).bricklinkTab,
  },
  {
    names: ['csv'],
    extensions: ['.csv', '.tsv', '.tab'],
    sniff: isTable,
    vague: true,
    load: async () => (await import('./csv-list.js')).csvList,
  },
  {
    names: ['pbg'],
    extensions: ['.pbg'],
    isModel: true,
    sniff: isLDCadBin,
    load: async () => (await import('./ldcad-bin.js')).ldcadBin,
  },
]

/** What people and scripts read, with all id systems side by side. */
export const views: FormatRow<View>[] = [
  { names: ['table'], extensions: ['.txt'], load: async () => (await import('./table.js')).table },
  { names: ['json'], extensions: ['.json'], target: true, load: async () => (await import('./json.js')).json },
  {
    names: ['ndjson', 'jsonl'],
    extensions: ['.ndjson', '.jsonl'],
    target: true,
    load: async () => (await import('./ndjson.js')).ndjson,
  },
  { names: ['csv'], extensions: ['.csv'], target: true, load: async () => (await import('./csv.js')).csv },
  {
    names: ['md', 'markdown'],
    extensions: ['.md'],
    target: true,
    load: async () => (await import('./markdown.js')).markdown,
  },
  {
    names: ['studio', 'studio-csv'],
    extensions: ['.csv'],
    target: true,
    load: async () => (await import('./studio-view.js')).studioView,
  },
]

/** Every zip archive; an empty one begins with its end. */
function isZip(head: string): boolean {
  return head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')
}

/** The first name stands behind 26 bytes of numbers, which are fewer characters when they are decoded. */
function isLxf(head: string): boolean {
  return /^[^]{10,30}(?:image100\.|[\w ./-]{1,200}\.lxfml)/i.test(head)
}

/** The formats that can be read. */
export const readers = codecs.filter(({ sniff }) => sniff !== undefined)

/** The format of a name, or undefined when nobody has heard of it. */
export function named<T>(rows: FormatRow<T>[], name: string): FormatRow<T> | undefined {
  return rows.find(({ names }) => names.includes(name.toLowerCase()))
}
