import type { ListReading } from '../list-reading.js'

/** Tells of a number that a spreadsheet has made a date or a power of ten of; nobody can know what it was. */
export function tellDamage({ tell }: Pick<ListReading<never>, 'tell'>, number: string, line: number): void {
  if (!isDamaged(number)) return
  const message = `${number} looks like a number that a spreadsheet changed`
  tell({
    level: 'warning',
    code: 'list.damaged',
    line,
    message,
    fix: 'import the column as text, and check the number',
  })
}

/** Whether it looks like what spreadsheets make of `3001E1` and `3-1`; no part, set or element is called so. */
export function isDamaged(number: string): boolean {
  return !PLAIN.test(number) && (POWER.test(number) || DATES.some((date) => date.test(number)))
}

/** Most numbers are, and need no further look. */
const PLAIN = /^\w+$/

const POWER = /^\d+([.,]\d+)?E[+-]\d+$/i

const MONTH = '(jan|feb|m[aä]r|mrz|apr|ma[iy]|june?|juni?|july?|juli?|aug|sept?|o[ck]t|nov|de[cz])\\.?'

const DATES = [
  new RegExp(`^${MONTH}[-. ]\\d{1,4}$`, 'i'),
  new RegExp(`^\\d{1,2}[-. ]{1,2}${MONTH}([-. ]\\d{2,4})?$`, 'i'),
  /^\d{1,2}[./]\d{1,2}[./](\d{2}|\d{4})$/,
  /^(19|20)\d\d-\d\d-\d\d( 00:00:00)?$/,
]
