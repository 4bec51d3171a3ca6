import type { BricksetUser } from './brickset-user.js'
import type { World, WorldMinifig } from './world.js'

/** What Brickset knows of a set: facts, not pieces. */
export interface BricksetSet {
  setID: number
  /** `99101` and 1 are `99101-1`. */
  number: string
  variant: number
  name: string
  year: number
  theme: string
  subtheme: string | undefined
  pieces: number | undefined
  minifigs: WorldMinifig[]
  /** Counts up from 0: facts that are invented depend on it. */
  n: number
}

/** The sets of the world, then generated ones that only make the list long. */
export function setsOf(world: World, extra: number): BricksetSet[] {
  const known = world.sets.map((set, n): BricksetSet => {
    const [number = '', variant = '1'] = set.no.split('-')
    const own = set.rows.filter(({ isAlternate, isCounterpart }) => !isAlternate && !isCounterpart)
    const pieces = own.reduce((sum, { quantity }) => sum + quantity, 0)
    return {
      ...{ setID: 30_001 + n * 7, number, variant: Number(variant), name: set.name, year: set.year, n },
      ...{ theme: set.theme.name, subtheme: n % 3 === 1 ? undefined : `${set.theme.name} ${n % 2 === 0 ? 'I' : 'II'}` },
      pieces: n % 7 === 6 ? undefined : pieces,
      minifigs: set.rows.flatMap(({ minifig }) => minifig ?? []),
    }
  })
  const generated = Array.from({ length: extra }, (_, at): BricksetSet => {
    const n = known.length + at
    return {
      ...{ setID: 30_001 + n * 7, number: String(50_000 + at), variant: 1, name: `Postcard ${at + 1}`, n },
      ...{ year: 1970 + (at % 56), theme: 'Postcards', subtheme: undefined, pieces: 10 + (at % 400), minifigs: [] },
    }
  })
  return [...known, ...generated]
}

export function numberOf({ number, variant }: BricksetSet): string {
  return `${number}-${variant}`
}

export interface ShowOptions {
  /** Whose flags are shown; nobody's without. */
  user: BricksetUser | undefined
  /** Members that the recording of 2020 does not have. */
  isNewer: boolean
  isExtended: boolean
}

/** In the order of the recordings. What is not known is missing, or an empty object. */
export function setRow(set: BricksetSet, { user, isNewer, isExtended }: ShowOptions) {
  const { setID, number, variant, name, year, theme, subtheme, pieces, minifigs, n } = set
  const no = numberOf(set)
  return {
    ...{ setID, number, numberVariant: variant, name, year, theme, themeGroup: 'Model making' },
    ...(subtheme ? { subtheme } : {}),
    ...{ category: 'Normal', released: n % 12 !== 11 },
    ...(pieces === undefined ? {} : { pieces }),
    ...(minifigs.length > 0 ? { minifigs: minifigs.length } : {}),
    ...(isNewer ? { launchDate: `${year}-01-01T00:00:00Z`, exitDate: `${year + 2}-12-31T00:00:00Z` } : {}),
    image: n % 10 === 9 ? {} : { thumbnailURL: `${IMAGES}/small/${no}.jpg`, imageURL: `${IMAGES}/images/${no}.jpg` },
    bricksetURL: `https://brickset.com/sets/${no}`,
    collection: user ? flags(set, user, isNewer) : {},
    collections: n % 5 === 4 ? { wantedBy: 90 + n } : { ownedBy: 300 + n * 17, wantedBy: 90 + n * 5 },
    LEGOCom: prices(set),
    ...{
      rating: n % 4 === 3 ? 0 : 3 + (n % 4) * 0.5,
      reviewCount: n % 4,
      packagingType: 'Box',
      availability: 'Retail',
    },
    ...{ instructionsCount: 1 + (n % 2), additionalImageCount: n % 6 },
    ageRange: n % 6 === 5 ? {} : { min: 6 + (n % 12) },
    dimensions: n % 4 === 2 ? {} : { height: 26.2, width: 38.2 + n, depth: 5.7, weight: 0.615 },
    ...(isNewer ? { modelDimensions: n % 3 === 0 ? { dimension1: 14, dimension2: 4.5, dimension3: 8 } : {} } : {}),
    barcode: n % 3 === 2 ? {} : { EAN: `57020160${10_000 + n}`, ...(isNewer ? { UPC: `673419${300_000 + n}` } : {}) },
    ...(isNewer ? { itemNumber: n % 5 === 3 ? {} : { NA: `64${71_000 + n}`, EU: `64${70_000 + n}` } } : {}),
    extendedData: isExtended ? { notes: '', tags: [theme, name.split(' ')[0]], description: `<p>${name}</p>` } : {},
    lastUpdated: lastUpdated(set),
  }
}

export function lastUpdated({ n }: BricksetSet): string {
  return new Date(Date.UTC(2026, 0, 1) + (n % 50) * 86_400_123).toISOString()
}

/** In dollars; Brickset gives a plain number. */
export function retailPrice({ pieces = 80 }: BricksetSet): number {
  return Math.max(4, Math.round(pieces / 9)) + 0.99
}

const IMAGES = 'https://images.brickset.com/sets'

function prices(set: BricksetSet) {
  const { year, n } = set
  if (n % 8 === 7) return { US: {}, UK: {}, CA: {}, DE: {} }
  const first = { dateFirstAvailable: `${year}-01-02T00:00:00Z` }
  const last = n % 2 === 0 ? { dateLastAvailable: `${year + 2}-05-07T00:00:00Z` } : {}
  const at = (factor: number) => ({ retailPrice: Math.round(retailPrice(set) * factor) - 0.01, ...first, ...last })
  return { US: { retailPrice: retailPrice(set), ...first, ...last }, UK: at(0.85), CA: at(1.3), DE: at(0.95) }
}

function flags(set: BricksetSet, user: BricksetUser, isNewer: boolean) {
  const { want, qtyOwned, rating, notes } = user.flagsOf(numberOf(set))
  const old = { owned: qtyOwned > 0, wanted: want, qtyOwned }
  if (!isNewer) return { ...old, rating, notes }
  return {
    ...{ setID: 0, ...old, qtyWanted: want ? 1 : 0, qtyOwnedNew: qtyOwned, qtyOwnedUsed: 0 },
    ...{ wantedPriority: want ? 1 : 0, rating, notes, flags: [] },
  }
}
