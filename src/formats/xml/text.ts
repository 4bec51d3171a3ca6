/** `<TAG>text</TAG>`, with what means something in XML escaped, and without what XML cannot hold. */
export function element(tag: string, content: string | number): string {
  return `<${tag}>${typeof content === 'number' ? content : escaped(content)}</${tag}>`
}

function escaped(text: string): string {
  if (PLAIN.test(text)) return text
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text without the characters that XML 1.0 forbids, on one line. */
export function legal(text: string): string {
  if (isSimple(text)) return text
  return text.replace(/\s+/g, ' ').replace(/[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}

/** Whether a text is ASCII with single blanks. */
export function isSimple(text: string): boolean {
  return !ODD.test(text) && !text.includes('  ')
}

const ODD = /[^\x20-\x7e]/

/** Most texts are numbers and words. */
const PLAIN = /^[\w.,:;()/ -]*$/

/** The texts of many things between two others. Joined some at a time, or all their pieces would wait in the memory. */
export function joined<T>(head: string, things: T[], textOf: (thing: T) => string, tail: string): string {
  const texts = [head]
  for (let start = 0; start < things.length; start += 100)
    texts.push(
      things
        .slice(start, start + 100)
        .map(textOf)
        .join(''),
    )
  texts.push(tail)
  return texts.join('')
}
