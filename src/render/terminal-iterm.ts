import { base64 } from '../core/base64.js'

/**
 * A PNG file as iTerm2, WezTerm and VS Code show it, so many characters wide and high.
 * Source: https://iterm2.com/documentation-images.html
 */
export function iterm(png: Uint8Array, { columns, rows }: { columns: number; rows: number }): string {
  const size = `size=${png.length};width=${columns};height=${rows};preserveAspectRatio=1`
  return `\x1b]1337;File=inline=1;${size}:${base64(png)}\x07`
}
