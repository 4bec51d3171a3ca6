import { base64 } from '../core/base64.js'

/** The protocol takes pictures in pieces of this many letters. */
const PIECE = 4096

/**
 * A PNG file as kitty, ghostty, WezTerm and Konsole show it, so many characters wide and high.
 * Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/
 */
export function kitty(png: Uint8Array, { columns, rows }: { columns: number; rows: number }): string {
  const text = base64(png)
  let answer = ''
  for (let at = 0; at < text.length; at += PIECE) {
    const isLast = at + PIECE >= text.length
    // Quiet: nobody listens to what the terminal would answer.
    const first = at === 0 ? `a=T,f=100,q=2,c=${columns},r=${rows},` : ''
    answer += `\x1b_G${first}m=${isLast ? 0 : 1};${text.slice(at, at + PIECE)}\x1b\\`
  }
  return answer
}
