/** Of Brick Owl's words and codes: `Used (Good)`, `usedg`, `news`; undefined for what is neither new nor used. */
export function conditionOf(word: string): 'N' | 'U' | undefined {
  return CONDITIONS.find(([start]) => word.toLowerCase().startsWith(start))?.[1]
}

const CONDITIONS = [
  ['new', 'N'],
  ['used', 'U'],
] as const
