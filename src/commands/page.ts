import { BrickError, EXIT } from '../core/error.js'
import type { Listing } from '../core/catalog/listing.js'
import { printable } from '../core/printable.js'
import { markdown } from '../formats/markdown.js'
import { changedLines, CLOSING, listOnPage, newPage, OPENING, withList } from '../formats/view/page.js'
import type { ViewOptions } from '../formats/view.js'
import type { Io } from '../system/io.js'

/** Compares the list on a page with what it would be now, and shows the difference. */
export function checkPage(io: Io, file: string, listing: Listing, options: ViewOptions): void {
  const bytes = io.tryRead(file)
  if (!bytes) throw new BrickError(`there is no page ${file}`, { exit: EXIT.input, hint: `--update ${file} makes it` })
  const before = listOnPage(decode(bytes, file))
  if (before === undefined) throw withoutMarkers(file)
  const changes = changedLines(before, markdown.write(listing, options))
  if (changes.length === 0) return io.say(`${file} is up to date`)
  io.write(changes.map((line) => `${printable(line)}\n`).join(''))
  io.say(`brick: ${file} is stale; --update ${file} brings it up to date`, 'error')
  if (io.exitCode === EXIT.done) io.exitCode = EXIT.negative
}

/** Writes the list between the markers of a page; a page that does not exist is made. */
export function updatePage(io: Io, file: string, listing: Listing, options: ViewOptions): void {
  const list = markdown.write(listing, options)
  const bytes = io.tryRead(file)
  const page = bytes ? withList(decode(bytes, file), list) : newPage(list)
  if (page === undefined) throw withoutMarkers(file)
  io.save(file, page)
}

function withoutMarkers(file: string): BrickError {
  return new BrickError(`${file} has no place for the list`, {
    exit: EXIT.input,
    hint: `put the lines ${OPENING} and ${CLOSING} where it shall stand`,
  })
}

/** A byte order mark stays where it is. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes)
  } catch (cause) {
    throw new BrickError(`${file} is not UTF-8`, { exit: EXIT.input, hint: 'save it as UTF-8', cause })
  }
}
