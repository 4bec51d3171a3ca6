import { BrickError, EXIT } from '../../core/error.js'
import type { Source } from '../../core/source.js'

type JsonRecord = Record<string, unknown>

/**
 * The value of a JSON file that another program wrote.
 * @throws {BrickError} when it is not JSON.
 */
export function jsonOf(source: Source, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(source.bytes()))
  } catch (cause) {
    const hint = 'it may be cut off; export the list again'
    throw new BrickError(`${file} is not whole JSON`, { exit: EXIT.input, hint, cause })
  }
}

export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Numbers and texts, as programs mix them; empty for all else. */
export function jsonWord(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
