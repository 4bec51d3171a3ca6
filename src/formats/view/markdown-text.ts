import { printable } from '../../core/printable.js'

/** Text that means something in Markdown is shown as it is, and cannot break out of its cell or line. */
export function markdownText(text: string): string {
  return printable(text).replace(/[\\|`*_[\]<>&~#]/g, '\\$&')
}
