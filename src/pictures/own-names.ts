import { nameKey } from '../core/catalog/part-id.js'
import type { Beside } from './picture-library.js'

/**
 * Whether the user brings along a file of this name, which then comes before that of the library; without reading what is
 * in the files.
 */
export function ownNames(
  models: readonly { bytes: Uint8Array; name: string }[],
  beside: Beside | undefined,
): (name: string) => boolean {
  const names = new Set(models.flatMap(({ bytes, name }) => [nameKey(name), ...blocksIn(bytes)]))
  return (name) => names.has(name) || beside?.(name) !== undefined
}

/** More than there are does no harm. */
function blocksIn(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes)
  return [...text.matchAll(/^\s*0\s+(?:FILE|!DATA)\s+(.*?)\s*$/gim)].map(([, name = '']) => nameKey(name))
}
