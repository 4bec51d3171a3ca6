/**
 * Reads the color of a type-1 line: a decimal code (`4`, `010` is ten, `-1`) or a direct color (`0x2FF8800`).
 * Direct colors written in decimal (`50300928`) are the same number. Undefined when it is neither.
 */
export function parseColor(text: string): number | undefined {
  if (/^[+-]?\d{1,10}$/.test(text)) return Number(text)
  return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text.slice(2), 16) : undefined
}

/** Reads what stands after `0 !COLOUR`; attributes may come in any order. */
export function parseColorDefinition(text: string): { code: number; name: string; rgb: string } | undefined {
  const name = /^\S+/.exec(text)?.[0]
  const code = /\bCODE\s+(\d{1,9})\b/i.exec(text)?.[1]
  const rgb = /\bVALUE\s+(?:#|0x)([0-9a-f]{6})\b/i.exec(text)?.[1]
  if (name === undefined || code === undefined || rgb === undefined) return undefined
  return { code: Number(code), name, rgb: `#${rgb.toUpperCase()}` }
}
