/** The LDraw id that a number stands for: lower case, `/` for `\`, without the library's folder and without `.dat`. */
export function normalPart(text: string): string {
  return partId(nameKey(text.trim()))
}

/**
 * The name that names of files are compared by: lower case by Unicode, `/` between folders, composed accents,
 * no `./` in front. Blanks inside stay as they are.
 */
export function nameKey(name: string): string {
  const key = name.toLowerCase()
  if (PLAIN.test(key)) return key
  return key
    .normalize('NFC')
    .replace(/[\\/]+/g, '/')
    .replace(/^(?:\.\/)+/, '')
}

/** Most names need no more than lower case, those with the system before them (`bl:973pb0001c01`) among them. */
const PLAIN = /^[a-z0-9_-][a-z0-9_.:-]*$/

/** The LDraw id of a part file, from the name that it is compared by. */
export function partId(key: string): string {
  return key.replace(/^(?:parts|p)\/(?=.)/, '').replace(/\.dat$/, '')
}

/**
 * Whether an id is another system's number with that system before it, as in `bl:973pb0001c01`: the id at home of what
 * LDraw has no file for.
 */
export function isForeign(id: string): boolean {
  return id.includes(':') && FOREIGN.test(id)
}

const FOREIGN = /^(?:bl|rb|bo|el|lego):/

/** What bends or turns has a file for each pose, `73200b-f2`; the part is the same. */
export function withoutPose(id: string): string {
  return id.replace(POSE, '')
}

/** Which pose the file shows, counted from 1; undefined where it shows none. */
export function poseOf(id: string): number | undefined {
  const pose = POSE.exec(id)?.[1]
  return pose === undefined ? undefined : Number(pose)
}

const POSE = /-f(\d+)$/
