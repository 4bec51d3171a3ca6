import { BrickError } from '../core/error.js'
import type { Codec } from '../formats/codec.js'
import { codecs, named, views, type FormatRow } from '../formats/index.js'
import type { View } from '../formats/view.js'

/** A format that a list can be written in. */
export type Target = { name: string; codec: Codec } | { name: string; view: View }

/** How the user names a format. */
interface TargetFlags {
  format?: string
  json?: true
  output?: string
}

/**
 * The format that the user wants: by name, by the ending of the file to write, else the table.
 * @throws {BrickError} when there is no such format, or it is only read.
 */
export async function targetOf({ format, json, output }: TargetFlags): Promise<Target> {
  const ending = /[^./\\](\.\w+)$/.exec(output ?? '')?.[1]?.toLowerCase()
  const name = json ? 'json' : format
  const found = await (name === undefined ? byEnding(ending) : byName(name))
  if (found) return found
  const what = name ?? ending ?? ''
  throw new BrickError(`brick writes no format called ${JSON.stringify(what)}`, {
    hint: `it writes ${WRITTEN.map(({ names }) => names[0]).join(', ')}`,
  })
}

/** All formats that are written, whichever way. */
const WRITTEN: FormatRow<unknown>[] = [...views, ...codecs.filter(({ target }) => target)]

async function byName(name: string): Promise<Target | undefined> {
  const view = named(views, name)
  if (view) return { name: view.names[0], view: await view.load() }
  const codec = named(codecs, name)
  return codec?.target ? { name: codec.names[0], codec: await codec.load() } : undefined
}

async function byEnding(ending: string | undefined): Promise<Target | undefined> {
  const row = WRITTEN.find(({ extensions, writes = extensions }) => writes.includes(ending ?? '.txt'))
  return row && byName(row.names[0])
}
