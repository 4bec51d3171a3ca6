import { count } from '../../core/count.js'
import { BrickError } from '../../core/error.js'
import type { Problem } from '../../core/problem.js'
import type { Archive } from '../../ldraw/archive.js'
import type { Reading } from '../codec.js'

/** What does not fit Studio's own count, in `.info`. */
export async function claimProblems(archive: Archive, file: string, reading: Reading): Promise<Problem[]> {
  const text = await textOf(archive, '.info')
  const claimed = /"total_parts"\s*:\s*(\d{1,9})\b/.exec(text)?.[1]
  const counted = piecesOf(reading)
  if (claimed === undefined || Number(claimed) === counted) return []
  const message = `Studio counted ${count(Number(claimed), 'piece')} in this model, we count ${counted}`
  const fix = 'open it in Studio and save it again; if the counts still differ, please report it'
  return [{ level: 'warning', code: 'count.claimed', file, quantity: counted, message, fix }]
}

interface Named {
  name: string
  reading: Reading
}

/** Two models of one archive that are not the same. */
export function disagreements(file: string, first: Named, second: Named): Problem[] {
  const [one, other] = [piecesOf(first.reading), piecesOf(second.reading)]
  if (one === other) return []
  const message = `${first.name} in it has ${count(one, 'piece')}, ${second.name} has ${other}; ${first.name} is listed`
  return [{ level: 'warning', code: 'count.claimed', file, quantity: one, message, fix: 'save it again in Studio' }]
}

function piecesOf({ ledger }: Reading): number {
  return ledger.listed + ledger.added
}

/** Parts that Studio itself did not find when it saved the model. */
export async function unknownToStudio(archive: Archive, file: string): Promise<Problem[]> {
  const names = namesIn(await textOf(archive, 'errorPartList.err'))
  if (names.length === 0) return []
  const some = names.slice(0, 10).map((name) => name.slice(0, 60))
  const more = names.length > some.length ? `, and ${names.length - some.length} more` : ''
  const message = `Studio did not know ${count(names.length, 'part')} of this model: ${some.join(', ')}${more}`
  return [{ level: 'warning', code: 'part.unknown', file, quantity: names.length, message }]
}

/** A list of names, or of records with names in them: of each, the first text. */
function namesIn(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list)) return []
    const first = (item: unknown) =>
      item !== null && typeof item === 'object' ? Object.values(item).find((value) => typeof value === 'string') : item
    return list.map((item) => String(first(item) ?? '(nameless)'))
  } catch {
    return text.trim() === '' ? [] : [text.trim()]
  }
}

/** The text of a small file in the archive; empty where there is none, a large or a damaged one. */
async function textOf(archive: Archive, name: string): Promise<string> {
  const found = archive.names.find((other) => other.toLowerCase() === name.toLowerCase())
  if (found === undefined || archive.sizeOf(found) > MAX_BYTES) return ''
  try {
    return new TextDecoder().decode(await archive.read(found))
  } catch (error) {
    if (error instanceof BrickError) return ''
    throw error
  }
}

const MAX_BYTES = 1024 ** 2
