import { count } from '../../core/count.js'
import { BrickError, EXIT } from '../../core/error.js'
import type { Problem } from '../../core/problem.js'
import type { Source } from '../../core/source.js'
import { openArchive, type Archive } from '../../ldraw/archive.js'
import { lookOf } from '../sniff/look.js'

/** Studio locks all its archives with it, until about 2021; BrickLink's forum and several programs tell it. */
const PASSWORD = 'soho0909'

/** The largest have a thousand: custom parts, and the pictures of their instructions. */
const MAX_FILES = 10_000

/** How each zip archive begins. */
const ZIP = 'PK'

/**
 * Opens a model that is packed as a zip archive, as Studio and LEGO Digital Designer do.
 * @throws {BrickError} when it is none.
 */
export async function openModelArchive(source: Source, file: string): Promise<Archive> {
  const { head } = source
  const again = 'save it again in the program that made it, or download it again'
  if (head.length === 0)
    throw new BrickError(`${file} is empty: there is no model in it`, { exit: EXIT.input, hint: again })
  if (!new TextDecoder().decode(head.subarray(0, 2)).startsWith(ZIP)) {
    const look = lookOf(head)
    const message = `${file} is no archive of a model${look === undefined ? '' : `: it looks like ${look}`}`
    throw new BrickError(message, { exit: EXIT.input, hint: 'name its format with --from; see: brick formats' })
  }
  return openArchive(source.bytes(), file, { password: PASSWORD, maxFiles: MAX_FILES, hint: again })
}

/** What is odd about an archive, and did not hinder reading it. */
export function archiveProblems({ doubled, strays }: Archive, file: string): Problem[] {
  const problems: Problem[] = doubled.map((name) => ({
    level: 'warning',
    code: 'file.archive',
    file,
    message: `there is more than one ${name} in it; the last one is read`,
  }))
  if (strays > 0) {
    const message = `${count(strays, 'file')} in it with names that lead out of it; left out`
    problems.push({ level: 'warning', code: 'file.archive', file, quantity: strays, message })
  }
  return problems
}

/** An archive of something else: a document, pictures. */
export function noModel({ names }: Archive, file: string): BrickError {
  const some = names.slice(0, 3).map((name) => (name.length <= 40 ? name : `${name.slice(0, 39)}…`))
  const more = names.length > some.length ? ` and ${names.length - some.length} more` : ''
  const content = names.length === 0 ? 'nothing' : `${some.join(', ')}${more}`
  return new BrickError(`${file} is a zip archive without a model; in it is ${content}`, {
    exit: EXIT.input,
    hint: 'unpack it; of archives, brick reads those of Studio (.io) and LEGO Digital Designer (.lxf)',
  })
}
