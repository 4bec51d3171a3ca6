import type { Codec } from './codec.js'
import type { FormatRow } from './index.js'
import { lookOf } from './look.js'

/**
 * Which of the formats that can be read a file is in, by how it begins. Where it looks like something else, `look`
 * says what, for the message.
 */
export async function detect(
  readers: FormatRow<Codec>[],
  head: Uint8Array,
): Promise<{ codec?: Codec; look?: string | undefined }> {
  const look = lookOf(head)
  const text = new TextDecoder().decode(head)
  const vague = look === undefined ? readers.filter((row) => row.vague) : []
  for (const row of [...readers.filter((row) => !row.vague), ...vague]) {
    const codec = await row.load()
    if (codec.sniff(text)) return { codec, look }
  }
  return { look }
}
