import { percentEncoded } from './call.js'

/**
 * Cuts out what nobody may see: the given secrets, as they are and as they stand in URLs and in JSON, and whatever
 * stands where services want secrets, whoever's they are.
 */
export function redacted(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret.length < FEW) continue
    const encoded = percentEncoded(secret)
    const forms = [secret, encoded, encoded.toLowerCase(), percentEncoded(encoded), JSON.stringify(secret).slice(1, -1)]
    for (const form of new Set(forms)) clean = clean.replaceAll(form, CUT)
  }
  for (const { pattern, instead } of PATTERNS) clean = clean.replace(pattern, instead)
  return clean
}

const CUT = '***'

/** A secret of fewer characters would cut up words; no service has such. */
const FEW = 4

const NAMES =
  'key|api_?key|user_?hash|hash|pass(?:word)?|user_?token|token(?:_secret)?|consumer_(?:key|secret)|oauth_\\w+'

/** None goes beyond the end of a quoted text: see `quoted`. */
const PATTERNS = [
  // Form B of BrickLink's signatures, and any parameter that carries a secret.
  {
    pattern: new RegExp(`([?&;\\s\u2068]|^)(authorization|${NAMES})=[^&\\s"'<>\u2069]*`, 'gi'),
    instead: `$1$2=${CUT}`,
  },
  {
    pattern: new RegExp(`((?:\\\\?["'])(?:${NAMES})\\\\?["']\\s*[:=]\\s*\\\\?["'])[^"'\\\\\u2069]*`, 'gi'),
    instead: `$1${CUT}`,
  },
  { pattern: new RegExp(`\\b(oauth_\\w+)="[^"]*"`, 'gi'), instead: `$1="${CUT}"` },
  { pattern: /\b((?:proxy-)?authorization\s*:\s*)[^\r\n\u2069]+/gi, instead: `$1${CUT}` },
  // Rebrickable's token of a user.
  { pattern: /(\/users\/)(?!_)[^/\s?#"']{16,}/g, instead: `$1${CUT}` },
  { pattern: /(\/\/)[^/\s@:]+:[^/\s@]*@/g, instead: `$1${CUT}@` },
]
