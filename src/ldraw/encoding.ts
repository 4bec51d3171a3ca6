import type { Problem } from '../core/problem.js'

/** The bytes of a text file made plain: no byte order mark, no DOS end of file, and a way to read pieces of it. */
export interface Text {
  bytes: Uint8Array
  /** The text from one byte to another. */
  slice(start: number, end: number): string
  problems: Problem[]
}

/**
 * Finds out how a file is written: UTF-8 by the specification, with or without a mark; else Windows-1252, as old
 * editors wrote. UTF-16 with a mark is read too where `mend` is set, with a warning: nothing else reads it.
 */
export function openText(bytes: Uint8Array, file: string, mend: boolean): Text {
  const wide = mend ? utf16(bytes) : undefined
  const problems: Problem[] = []
  if (wide !== undefined) {
    problems.push({
      level: 'warning',
      code: 'file.encoding',
      file,
      message: 'written in UTF-16, which other LDraw programs cannot read',
      fix: 'save it as UTF-8',
    })
  }
  const whole = wide ?? bytes
  const start = whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0
  const text = whole.subarray(start, endOfText(whole))
  let decoder: InstanceType<typeof TextDecoder> | undefined
  return { bytes: text, slice, problems }

  /** Most names are ASCII; only the first other byte makes us look at the whole file. */
  function slice(from: number, to: number): string {
    let ascii = ''
    for (let i = from; i < to; i++) {
      const byte = text[i] ?? 0
      if (byte >= 0x80 || to - from > 256) {
        decoder ??= decoderOf(text)
        return decoder.decode(text.subarray(from, to))
      }
      ascii += String.fromCharCode(byte)
    }
    return ascii
  }
}

function decoderOf(bytes: Uint8Array): InstanceType<typeof TextDecoder> {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return new TextDecoder('utf-8')
  } catch {
    return new TextDecoder('windows-1252')
  }
}

function utf16(bytes: Uint8Array): Uint8Array | undefined {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  const big = bytes[0] === 0xfe && bytes[1] === 0xff
  if (!little && !big) return undefined
  return new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes))
}

/** NUL and Ctrl-Z at the end are what DOS left behind. */
function endOfText(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--
  return end
}
