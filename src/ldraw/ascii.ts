/** The bytes between words and lines. */
export const TAB = 9
export const LF = 10
export const CR = 13
export const SPACE = 32
/** What numbers and colors begin with. */
export const HASH = 35
export const ZERO = 48
