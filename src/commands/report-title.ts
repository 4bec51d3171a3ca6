import * as path from 'node:path'
import { isOwnWord, isSetWord, setNumber } from './list-words.js'
import { titleIn, type ReportModels } from './report-model.js'

/** What to call a report: as its model calls itself, where there is one that does; else as the files are called. */
export function titleOf(
  files: readonly string[],
  { drawn: [model] }: ReportModels,
  submodel: string | undefined,
): string {
  const own = model && files.length === 1 ? titleIn(model, submodel) : undefined
  return shortened(own ?? [...new Set(files)].map(nameOf).join(', '))
}

/** A title stands on every page; some models have a story in its place. */
export function shortened(title: string): string {
  const letters = [
    ...title
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 2 * MOST + 2),
  ]
  return letters.length > MOST ? `${letters.slice(0, MOST).join('').trimEnd()}…` : letters.join('')
}

const MOST = 120

/** `castle` of `models/castle.mpd`, `Set 10294-1`. */
function nameOf(file: string): string {
  if (file === '-') return 'Parts list'
  if (isOwnWord(file)) return 'Collection'
  if (isSetWord(file)) return `Set ${setNumber(file)}`
  return path.basename(file).replace(/(?<=.)\.[^.]*$/, '')
}
