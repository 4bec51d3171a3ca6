import { hash } from 'node:crypto'

/** Stands for texts, such as a key, where they may not be written down. */
export function fingerprint(...texts: string[]): string {
  return hash('sha256', JSON.stringify(texts)).slice(0, 32)
}
