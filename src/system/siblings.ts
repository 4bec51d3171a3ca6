import * as path from 'node:path'
import { openFolder } from './folder.js'
import { tryReadFile } from './read.js'

/** A file that a model names. */
interface Sibling {
  /** As the user would name it. */
  file: string
  /** The full path, which tells it from all others. */
  path: string
  bytes: Uint8Array
}

/** A file that lies beside a model may be this large: the model of a stranger must not make us read whole disks. */
const MAX_SIBLING_BYTES = 64 * 1024 ** 2

interface Siblings {
  /** The full path of the model itself. */
  path: string
  /** The file of a name in the file at a full path. */
  sibling(name: string, from: string): Sibling | undefined
}

/** Finds the files that a model names: beside the file that names them, then beside the model; never elsewhere. */
export function openSiblings(cwd: string, model: string): Siblings {
  const own = path.resolve(cwd, model)
  const home = path.dirname(own)
  const folder = openFolder(home)
  return { path: own, sibling }

  function sibling(name: string, from: string): Sibling | undefined {
    for (const start of new Set([path.dirname(from), home])) {
      const full = folder.find(start, name)
      if (full === undefined || full === home) continue
      const file = path.join(path.dirname(model), path.relative(home, full))
      const bytes = tryReadFile(full, file, MAX_SIBLING_BYTES)
      if (bytes) return { file, path: full, bytes }
    }
    return undefined
  }
}
