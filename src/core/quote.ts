/** A word to paste into a shell: names come from models of strangers, and must not run as commands. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A key to paste into brick.toml. */
export function tomlKey(text: string): string {
  return JSON.stringify(text)
}
