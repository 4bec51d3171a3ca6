import type { PartFact } from './catalog.js'

/**
 * Whether a part weighs less than a gram, as far as its title tells: there is no table of weights to look in.
 *
 * Bricks weigh about 0.45 g for each stud and brick of height, plates and tiles a third of that: under a gram are
 * plates and tiles of up to six studs, bricks and slopes of up to two. Pins, bushes, short axles and bars, heads and
 * what figures wear and carry are small whatever their size; anything else counts as larger.
 */
export function isSmall(part: Pick<PartFact, 'title' | 'category'>): boolean {
  const grams = aboutGrams(part)
  if (grams !== undefined) return grams < 1
  const length = LONG.exec(part.title)?.[1]
  if (length !== undefined) return Number(length) <= 5
  return SMALL.has(part.category)
}

/** What a part weighs, about, where its title tells its size; undefined for others. */
export function aboutGrams({ title }: Pick<PartFact, 'title'>): number | undefined {
  const size = FAMILY.test(title) ? SIZE.exec(title) : null
  if (!size) return undefined
  const [, width, depth, height, thirds] = size
  const usual = FLAT.test(title) ? 1 / 3 : 1
  const high = height === undefined ? usual : Number(height) / Number(thirds ?? 1)
  return Number(width) * Number(depth) * high * GRAMS
}

const FAMILY = /^(?:Plate|Tile|Brick|Slope|Wedge|Bracket|Hinge|Arch|Cylinder|Cone|Dish)\b/
const FLAT = /\b(?:Plate|Tile|Dish|Bracket)\b/

/** Studs across, studs along, and bricks high: `1 x 2`, `1 x 1 x 0.667`, `1 x 1 x 2/3`. */
const SIZE = /(\d+(?:\.\d+)?) x (\d+(?:\.\d+)?)(?: x (\d+(?:\.\d+)?)(?:\/(\d+))?)?/

/** Axles and bars, by their length in studs. */
const LONG = /^(?:Technic Axle|Bar) +(\d+(?:\.\d+)?)L?\b/

const SMALL = new Set([
  'Technic Pins',
  'Technic Bushes',
  'Minifig Accessories',
  'Minifig Heads',
  'Minifig Headwear',
  'Minifig Headwear Accessories',
  'Minifig Hipwear',
  'Minifig Neckwear',
  'Minifig Shields, Weapons, & Tools',
])

/** Of a stud's worth of brick. */
const GRAMS = 0.45
