/**
 * Marks a text of somebody else in a message, to be cut short later: secrets must be cut out before, or half of one at the
 * end would not be known for what it is. The marks are those that Unicode has for foreign words, FSI and PDI, and
 * `printable` leaves none in a text.
 */
export function quoted(line: string): string {
  return line === '' ? '' : `${OPENING}${line}${CLOSING}`
}

/** Cuts the marked texts of a message short, and takes the marks away. */
export function cutShort(message: string): string {
  return message.replace(QUOTED, (_, line: string) => (line.length > MOST ? `${line.slice(0, MOST)}…` : line))
}

const OPENING = '\u2068'
const CLOSING = '\u2069'
const QUOTED = /\u2068([^\u2068\u2069]*)\u2069?/g

/** In characters. */
const MOST = 160
