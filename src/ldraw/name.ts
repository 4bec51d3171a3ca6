/**
 * The name that names of files are compared by: lower case by Unicode, `/` between folders, composed accents,
 * no `./` in front. Blanks inside stay as they are.
 */
export function nameKey(name: string): string {
  const key = name.toLowerCase()
  if (PLAIN.test(key)) return key
  return key
    .normalize('NFC')
    .replace(/[\\/]+/g, '/')
    .replace(/^(?:\.\/)+/, '')
}

/** Most names need no more than lower case. */
const PLAIN = /^[a-z0-9_-][a-z0-9_.-]*$/

/** The LDraw id of a part file: its name without the library's folder and without `.dat`. */
export function partId(key: string): string {
  return key.replace(/^(?:parts|p)\/(?=.)/, '').replace(/\.dat$/, '')
}

/** `.ldr`, `.mpd`, `.dat`, or empty where the name has no LDraw extension. */
export function extension(key: string): string {
  return /\.(?:ldr|mpd|dat|l3b)$/.exec(key)?.[0] ?? ''
}

/** A line break, tab, or other control character in a name would break the list it is printed in. */
export function printable(name: string): string {
  // eslint-disable-next-line no-control-regex -- that is what must go
  return name.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7')
}

/**
 * A file name as people meant it, where it is not a name as it stands: quotes around it, a comment or junk
 * behind it, `.dat.dat`, hard blanks at its ends, the path of somebody's library before it. Undefined when there is
 * nothing to mend.
 */
export function mendName(name: string): string | undefined {
  const trimmed = name.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '')
  const unquoted = /^(["'])(.*)\1$/.exec(trimmed)?.[2] ?? trimmed
  const cut = /^(.*?\.(?:dat|ldr|mpd))(?:\.dat)*(?:\s.*)?$/i.exec(unquoted)?.[1] ?? unquoted
  const local = cut.replace(/^.*[\\/](?:parts|p)[\\/](?=.)/i, '').replace(/^[\\/]+/, '')
  return local !== name && local !== '' ? local : undefined
}
