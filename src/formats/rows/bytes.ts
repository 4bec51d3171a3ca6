import { type Source } from '../../core/source.js'
import { windows1252 } from '../../core/windows-1252.js'
import { isUtf8, markedWide, streaming, textPieces, type Decode } from '../text-pieces.js'

/** A table as UTF-8 without a mark, whatever the file is written in. */
interface CsvBytes {
  /** How it begins, decoded. */
  head: string
  /** All of it; a piece stays valid, as a parser may keep the end of one for the next. */
  pieces(): Iterable<Uint8Array>
}

/** Spreadsheets write UTF-8, with or without a mark, UTF-16 with one, or what Windows has been writing for ever. */
export function csvBytes(source: Source): CsvBytes {
  const decode = decoding(source)
  return { head: decode()(source.head), pieces }

  function* pieces(): Iterable<Uint8Array> {
    const encoder = new TextEncoder()
    for (const text of textPieces(source, decode())) if (text !== '') yield encoder.encode(text)
  }
}

function decoding(source: Source): () => Decode {
  const wide = markedWide(source.head)
  if (wide) return () => streaming(wide)
  if (isUtf8(source)) return () => streaming('utf-8')
  return () => (bytes) => (bytes ? windows1252.decode(bytes) : '')
}
