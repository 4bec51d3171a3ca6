/**
 * Who may ask. A persona has keys for the services it is at; all keys are invented and look like real ones.
 * Without a member for a service it has no account there.
 */
export interface Persona {
  name: string
  bricklink?: BricklinkKeys
  brickowl?: BrickowlKey
  rebrickable?: RebrickableKey
  brickset?: BricksetKey
}

export interface BricklinkKeys {
  consumerKey: string
  consumerSecret: string
  token: string
  tokenSecret: string
  /** Who may call with the token: the address and the mask have the same bits. `0.0.0.0` with `0.0.0.0` is everybody. */
  address: string
  mask: string
  isRevoked: boolean
  /** Calls of the day before the sandbox started. */
  used: number
}

export interface BrickowlKey {
  key: string
  /** Whether Brick Owl approved it for the catalog. */
  hasCatalog: boolean
  hasStore: boolean
}

export interface RebrickableKey {
  key: string
  userToken: string
  username: string
  password: string
  /** Its every second call is throttled, however slow they come. */
  isThrottled: boolean
}

export interface BricksetKey {
  apiKey: string
  userHash: string
  username: string
  password: string
  /** `getSets` calls of the day before the sandbox started. */
  used: number
}

/** All of them, in the order of apis.md §8.7. */
export function personas(): Persona[] {
  return [
    { name: 'ok', bricklink: bricklink(1), brickowl: brickowl(1), rebrickable: rebrickable(1), brickset: brickset(1) },
    { name: 'ip-locked', bricklink: { ...bricklink(2), address: '203.0.113.7', mask: '255.255.255.255' } },
    { name: 'revoked-token', bricklink: { ...bricklink(3), isRevoked: true } },
    { name: 'near-quota', bricklink: { ...bricklink(4), used: 4998 } },
    {
      name: 'buyer-only',
      brickowl: { ...brickowl(5), hasStore: false },
      rebrickable: rebrickable(5),
      brickset: brickset(5),
    },
    { name: 'owl-basic', brickowl: { ...brickowl(6), hasCatalog: false, hasStore: false } },
    { name: 'owl-catalog', brickowl: { ...brickowl(7), hasStore: false } },
    { name: 'rb-throttled', rebrickable: { ...rebrickable(8), isThrottled: true } },
    { name: 'bs-limit', brickset: { ...brickset(9), used: 100 } },
  ]
}

/** Whose key is in the text, if it is anybody's: for the log, before a service has looked at it. */
export function personaIn(text: string, all: Persona[]): Persona | undefined {
  return all.find(({ bricklink: bl, brickowl: bo, rebrickable: rb, brickset: bs }) => {
    const keys = [bl?.consumerKey, bo?.key, rb?.key, rb?.userToken, bs?.apiKey]
    return keys.some((key) => key !== undefined && text.includes(key))
  })
}

function bricklink(n: number): BricklinkKeys {
  return {
    consumerKey: digits(n, 32, 'C0'),
    consumerSecret: digits(n, 32, 'C5'),
    token: digits(n, 32, 'A0'),
    tokenSecret: digits(n, 32, 'A5'),
    ...{ address: '0.0.0.0', mask: '0.0.0.0', isRevoked: false, used: 0 },
  }
}

function brickowl(n: number): BrickowlKey {
  return { key: digits(n, 64, 'b0').toLowerCase(), hasCatalog: true, hasStore: true }
}

function rebrickable(n: number): RebrickableKey {
  const [key, userToken] = [digits(n, 32, 'e0').toLowerCase(), digits(n, 64, 'e5').toLowerCase()]
  return { key, userToken, username: `mason${n}`, password: `trowel-and-mortar-${n}`, isThrottled: false }
}

function brickset(n: number): BricksetKey {
  const password = `trowel-and-mortar-${n}`
  return {
    apiKey: `3-Sbx${n}-K3y0${n}`,
    userHash: digits(n, 10, 'd5').toLowerCase(),
    username: `mason${n}`,
    password,
    used: 0,
  }
}

/** Hexadecimal digits that look like chance and are always the same. */
function digits(n: number, length: number, start: string): string {
  let state = (n * 2_654_435_761 + parseInt(start, 16) * 40_503) >>> 0
  let text = start.toUpperCase()
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += (state >>> 24).toString(16).toUpperCase().padStart(2, '0')
  }
  return text.slice(0, length)
}
