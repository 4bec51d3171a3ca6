/**
 * Text as people read it, of text that a site keeps for its pages: `Don&#39;t` is `Don't`. What looks like a tag stays:
 * it is shown as it is, and never taken for one. What is no character to be read comes out as a blank: it could command
 * a terminal.
 */
export function fromHtml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all: string, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? all
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16)
    if (code <= 0 || code > 0x10ffff) return all
    return isUnreadable(code) ? ' ' : String.fromCodePoint(code)
  })
}

/** Control characters, and halves of what is written with two. */
function isUnreadable(code: number): boolean {
  return code < 32 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff)
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
