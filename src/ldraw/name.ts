/** `.ldr`, `.mpd`, `.dat`, or empty where the name has no LDraw extension. */
export function extension(key: string): string {
  return /\.(?:ldr|mpd|dat|l3b)$/.exec(key)?.[0] ?? ''
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
