import type { Bar } from './report.js'

/** How long a bar is with all its pieces, in its unit. */
export function barLength({ pieces }: Bar): number {
  return pieces.reduce((sum, { value }) => sum + value, 0)
}
