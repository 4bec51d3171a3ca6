import { BrickError, EXIT, type ExitCode } from '../../core/error.js'

/** What went wrong with a service. */
export type TroubleKind =
  /** Nobody answers, or the connection broke. */
  | 'network'
  /** It does not answer in time. */
  | 'timeout'
  /** It answers that it cannot, or with a page for people. */
  | 'unavailable'
  /** It asks us to slow down, for longer than we wait. */
  | 'too-fast'
  /** No calls are left in its quota. */
  | 'quota'
  /** It answers what cannot be understood. */
  | 'malformed'
  /** It does not know the keys, or there are none. */
  | 'credentials'
  /** The keys may not do that. */
  | 'permission'
  /** It refuses what it was asked. */
  | 'request'
  /** It may or may not have done what it was asked to do. */
  | 'unknown-outcome'
  /** It may not be asked, and nothing is kept. */
  | 'offline'
  | 'interrupted'

export interface Words {
  message: string
  hint?: string
  cause?: unknown
}

/** An error that says what kind it is of; its exit code is that of the kind. */
export function trouble(kind: TroubleKind, { message, hint, cause }: Words): BrickError {
  return new BrickError(message, {
    exit: EXITS[kind] ?? EXIT.service,
    ...(hint !== undefined && { hint }),
    cause: { [KIND]: kind, cause },
  })
}

/** Which kind of trouble an error is; undefined where it is none with a service. */
export function troubleOf(error: unknown): TroubleKind | undefined {
  if (!(error instanceof BrickError) || typeof error.cause !== 'object' || error.cause === null) return undefined
  return (error.cause as { [KIND]?: TroubleKind })[KIND]
}

const KIND = Symbol('kind of trouble')

const EXITS: Partial<Record<TroubleKind, ExitCode>> = {
  credentials: EXIT.credentials,
  permission: EXIT.credentials,
  interrupted: EXIT.interrupted,
}
