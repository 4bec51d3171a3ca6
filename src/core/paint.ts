import type { Level } from './problem.js'

/** How to make text stand out. Writers get it as an argument, so that they need not know what they write to. */
export interface Paint {
  /** Whether `swatch` shows anything. */
  colorful: boolean
  /** Two columns of the color `#RRGGBB`; blank where it is not known. Only when `colorful`. */
  swatch(rgb: string | undefined, alpha: number): string
  heading(text: string): string
  faint(text: string): string
  level(level: Level, text: string): string
}

/** For files, pipes, and people who want none. */
export const NO_PAINT: Paint = {
  colorful: false,
  swatch: () => '',
  heading: (text) => text,
  faint: (text) => text,
  level: (_level, text) => text,
}
