import type { Codec } from './codec.js'
import type { View } from './view.js'

/** A format by all its names; its file is loaded only when it is used. */
export interface FormatRow<T> {
  /** The first is what help and messages say. */
  names: [string, ...string[]]
  /** Endings of its files, in lower case. */
  extensions: string[]
  /** Whether it can be read: by ending, by content, by `--from`. */
  reads?: true
  /** Whether its `sniff` also claims text of other kinds, so that it is asked last, and not about what looks like another. */
  vague?: true
  /** Whether `brick export` offers it. */
  target?: true
  load(): Promise<T>
}

/** What programs exchange, in one id system each: models, lists of shops. */
export const codecs: FormatRow<Codec>[] = [
  {
    names: ['ldraw', 'ldr', 'mpd'],
    extensions: ['.ldr', '.mpd', '.dat', '.l3b'],
    reads: true,
    vague: true,
    load: async () => (await import('./ldraw.js')).ldraw,
  },
  {
    names: ['bl', 'bricklink', 'wanted'],
    extensions: ['.xml'],
    target: true,
    load: async () => (await import('./bricklink-xml.js')).bricklinkXml,
  },
]

/** What people and scripts read, with all id systems side by side. */
export const views: FormatRow<View>[] = [
  { names: ['table'], extensions: ['.txt'], load: async () => (await import('./table.js')).table },
  { names: ['json'], extensions: ['.json'], target: true, load: async () => (await import('./json.js')).json },
  { names: ['csv'], extensions: ['.csv'], target: true, load: async () => (await import('./csv.js')).csv },
  {
    names: ['md', 'markdown'],
    extensions: ['.md'],
    target: true,
    load: async () => (await import('./markdown.js')).markdown,
  },
]

/** The format of a name, or undefined when nobody has heard of it. */
export function named<T>(rows: FormatRow<T>[], name: string): FormatRow<T> | undefined {
  return rows.find(({ names }) => names.includes(name.toLowerCase()))
}
