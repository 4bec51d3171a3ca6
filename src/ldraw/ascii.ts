/** The bytes between words and lines. */
export const TAB = 9
export const LF = 10
export const CR = 13
export const SPACE = 32
