/** The color of the referring line; at the top of a model, none was chosen. */
export const MAIN_COLOR = 16

/** Whether a code carries its own value, as authors mix colors: `0x2RRGGBB` opaque, `0x3RRGGBB` transparent. */
export function isDirect(code: number): boolean {
  return Number.isInteger(code) && code >= 0x2000000
}

/** The value of an LDraw direct color; undefined for a code. */
export function directColor(code: number): { rgb: string; alpha: number } | undefined {
  if (!isDirect(code)) return undefined
  const rgb = `#${(code % 0x1000000).toString(16).padStart(6, '0').toUpperCase()}`
  return { rgb, alpha: code < 0x3000000 ? 255 : 128 }
}
