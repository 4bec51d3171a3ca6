/** Letters of five columns and seven rows, for pictures that must say something without a font. */
export const GLYPH = { width: 5, height: 7 } as const

/** Whether a letter has a dot in a column and row. Letters that we have not are question marks. */
export function hasDot(letter: string, column: number, row: number): boolean {
  const found = LETTERS.indexOf(letter.toLowerCase())
  const at = (found < 0 ? LETTERS.indexOf('?') : found) * GLYPH.height
  return ((Number.parseInt(ROWS.charAt(at + row), 32) >> (GLYPH.width - 1 - column)) & 1) === 1
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz-._?/'
/** A digit to the base of 32 a row, seven rows a letter. */
const ROWS =
  'ehjlphe4c4444eeh168gvu11e11u26aiv22vgu11he68guhhev124888ehhehheehhf12c00e1fhfgguhhhu00fgggf11fhhhf' +
  '00ehvge698s8880fhhf1egguhhhh40c444e20622icggikokic44444e00qllll00uhhhh00ehhhe0uhhugg0fhhf1100mpggg' +
  '00fge1u88s889600hhhjd00hhha400hllla00ha4ah0hhf1he00v248v000e00000000cc000000veh1240411248gg'
