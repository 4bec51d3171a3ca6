/**
 * Text from a file as it may be shown to a person. Control characters, which could command a terminal, and those
 * that turn the direction of writing come out as U+FFFD; line breaks and tabs as blanks.
 */
export function printable(text: string): string {
  if (!UNSAFE.test(text)) return text
  return text.replace(BREAKS, ' ').replace(UNSAFE_ALL, '\uFFFD')
}

const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u
const UNSAFE_ALL = new RegExp(UNSAFE.source, 'gu')
const BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g
