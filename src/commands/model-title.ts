/** What a model calls itself in its first line; undefined where that is no name, but what a program wrote. */
export function modelTitle(line: string): string | undefined {
  const title = line.replace(/ - main$/i, '').trim()
  return NO_TITLE.test(title) ? undefined : title
}

const NO_TITLE =
  /^(?:|main|model|untitled.*|(?:file|name|author):.*|rotation (?:center|config) .*|.*\.(?:ldr|mpd|io|dat))$/i
