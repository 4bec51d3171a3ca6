import { expect, it } from 'vitest'
import { printable } from '../../src/core/printable.js'

it.each([
  { title: 'plain text', text: 'Plate 1 x 2 "ä" 積木 🧱', shown: 'Plate 1 x 2 "ä" 積木 🧱' },
  { title: 'an escape sequence', text: 'a\u001b[2Jb', shown: 'a\uFFFD[2Jb' },
  { title: 'an eight-bit one', text: 'a\u009b2Jb', shown: 'a\uFFFD2Jb' },
  { title: 'a turn of the writing direction', text: 'a\u202eb', shown: 'a\uFFFDb' },
  { title: 'half a character', text: 'a\ud800b', shown: 'a\uFFFDb' },
  { title: 'line breaks and tabs', text: 'a\r\nb\nc\td', shown: 'a b c d' },
])('shows $title', ({ text, shown }) => {
  expect(printable(text)).toBe(shown)
})
