import * as fs from 'node:fs'

/** The names of what is in a folder; none where there is no such folder, or nobody may look. */
export function listFolder(full: string): string[] {
  try {
    return fs.readdirSync(full)
  } catch {
    return []
  }
}
