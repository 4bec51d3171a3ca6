import { parse, TomlError } from 'smol-toml'
import { BrickError, EXIT } from '../core/error.js'

/**
 * Reads TOML. `hint` shows how entries look there.
 * @throws {BrickError} when it is none, with its line, or not UTF-8.
 */
export function parseToml(bytes: Uint8Array, file: string, hint: string): Record<string, unknown> {
  const text = decodeToml(bytes, file)
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const reason = cause.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '')
    // Without its cause, which quotes the file: there may be keys in it.
    throw new BrickError(`${file}:${cause.line}: ${reason}`, { exit: EXIT.input, hint })
  }
}

/** @throws {BrickError} when it is not UTF-8. */
export function decodeToml(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new BrickError(`${file} is not UTF-8`, { exit: EXIT.input, hint: 'save it as UTF-8', cause })
  }
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
