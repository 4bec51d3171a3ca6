import type { LibraryContents } from './library-contents.js'

/** As in `18,617 parts, of 2024-04-05`. */
export function contentsInWords({ parts, unofficial, date }: LibraryContents): string {
  const more = unofficial > 0 ? ` and ${unofficial.toLocaleString('en-US')} unofficial ones` : ''
  return `${parts.toLocaleString('en-US')} ${parts === 1 ? 'part' : 'parts'}${more}${date === undefined ? '' : `, of ${date}`}`
}

/** As in `82.4 MB`; what is less than a tenth of one, as in `12 KB`. */
export function megabytes(bytes: number): string {
  if (bytes > 0 && bytes < 1024 ** 2 / 10) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}

/** What those can do who have no library. */
export const HOW_TO_GET_ONE =
  'download one: brick library install; or name one that you have: --library DIR or complete.zip (or in LDRAWDIR)'
