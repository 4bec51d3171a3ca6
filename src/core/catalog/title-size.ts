/** The length that builders know a part by, in studs, as its title tells it: `12` of `Technic Axle 12`. */
export function lengthInTitle(title: string): string | undefined {
  return LENGTH.exec(title)?.[1]
}

/** Studs across and along, and bricks high, as a title tells them: `8 x 16`; of what is long, its length alone: `12 long`. */
export function sizeInTitle(title: string): string | undefined {
  const [, size] = (!IN_MILLIMETERS.test(title) && SIZE.exec(title)) || []
  if (size !== undefined) return size.replaceAll(/\s*x\s*/g, ' x ')
  const length = lengthInTitle(title)
  return length === undefined ? undefined : `${length} long`
}

/** A second measure other than the thickness of half a stud makes it a shape, which no length tells from others. */
const LENGTH =
  /^(?:Technic Axle|Technic Axle Flexible|Technic Beam|Technic Liftarm|Technic Link|Bar|Hose Flexible|Technic Flex-System Hose|String Braided)\s+(\d+(?:\.\d+)?)L?(?=\s|$)(?!\s*x\s*[1-9])/

const SIZE = /(?<![\d.])(\d+(?:\.\d+)?\s*x\s*\d+(?:\.\d+)?(?:\s*x\s*\d+(?:\.\d+)?(?:\/\d+)?)?)(?![\d.]|\s*x)/

const IN_MILLIMETERS = /^(?:Tyre|Tire|Wheel)\b/
