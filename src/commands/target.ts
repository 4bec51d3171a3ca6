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
  const ending = endingOf(output ?? '')
  const name = json ? 'json' : format
  const found = await (name === undefined ? byEnding(ending) : byName(name))
  if (found) return found
  const what = name ?? ending ?? ''
  throw new BrickError(`brick writes no format called ${JSON.stringify(what)}`, {
    hint: isFileName(what)
      ? `it is called like a file: brick convert LIST ${what} writes it, brick export bl ${what} reads it`
      : `it writes ${WRITTEN_NAMES}`,
  })
}

/** @throws {BrickError} when the name of a file says no format: a table would not be what one wants to keep. */
export function refuseNameless(output: string): void {
  if (output === '-' || endingOf(output) !== undefined) return
  const named = output.endsWith('/') ? `${output}wanted.xml` : `${output.replace(/\.$/, '')}.xml`
  throw new BrickError(`${output} does not say in which format to write`, {
    hint: `name it like ${named}, or say the format: --to bl; it writes ${WRITTEN_NAMES}`,
  })
}

function endingOf(file: string): string | undefined {
  return /[^./\\](\.\w+)$/.exec(file)?.[1]?.toLowerCase()
}

function isFileName(word: string): boolean {
  const ending = endingOf(word)
  return ending !== undefined && [...views, ...codecs].some(({ extensions }) => extensions.includes(ending))
}

/** All formats that are written, whichever way. */
const WRITTEN: FormatRow<unknown>[] = [...views, ...codecs.filter(({ target }) => target)]
const WRITTEN_NAMES = WRITTEN.map(({ names }) => names[0]).join(', ')

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
