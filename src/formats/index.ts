import type { Codec } from './codec.js'
import type { View } from './view.js'

/** A format by all its names; its file is loaded only when it is used. */
export interface FormatRow<T> {
  names: [string, ...string[]]
  /** Whether `brick export` offers it. */
  target?: true
  load(): Promise<T>
}

/** What programs exchange, in one id system each: models, lists of shops. */
export const codecs: FormatRow<Codec>[] = [
  { names: ['ldraw', 'ldr', 'mpd'], load: async () => (await import('./ldraw.js')).ldraw as Codec },
  {
    names: ['bl', 'bricklink', 'wanted'],
    target: true,
    load: async () => (await import('./bricklink-xml.js')).bricklinkXml as Codec,
  },
]

/** What people and scripts read, with all id systems side by side. */
export const views: FormatRow<View>[] = [
  { names: ['table'], load: async () => (await import('./table.js')).table },
  { names: ['json'], target: true, load: async () => (await import('./json.js')).json },
  { names: ['csv'], target: true, load: async () => (await import('./csv.js')).csv },
  { names: ['md', 'markdown'], target: true, load: async () => (await import('./markdown.js')).markdown },
]

/** The format of a name, or undefined when nobody has heard of it. */
export function named<T>(rows: FormatRow<T>[], name: string): FormatRow<T> | undefined {
  return rows.find(({ names }) => names.includes(name.toLowerCase()))
}
