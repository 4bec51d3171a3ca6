import { createHmac } from 'node:crypto'

/** HMAC-SHA1 of a text in UTF-8, in base64: 28 characters. */
export function hmacSha1(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('base64')
}
