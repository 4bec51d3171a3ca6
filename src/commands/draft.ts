import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import type { Target } from './target.js'
import type { Verdict } from './verdict.js'
import { draftForShop } from './write-codec.js'
import type { WriteFlags } from './write-list.js'
import { draftOfView } from './write-view.js'

/** A list as it would be written, when all is known that is wrong with it. */
export interface Draft {
  verdict: Verdict
  /** Writes it, and says what is in it and what is not. What is refused is not written, and then only the latter is said. */
  finish(options?: FinishOptions): Promise<void>
}

export interface FinishOptions {
  /** It is refused for the sake of other files. */
  isRefused?: boolean
  /** Name each lot that is missing, also where there are many files. */
  isDetailed?: boolean
}

/** Brings a list into a format. Nothing is written yet. */
export async function draftOf(io: Io, target: Target, loaded: Loaded, flags: WriteFlags): Promise<Draft> {
  return 'codec' in target ? draftForShop(io, target.codec, loaded, flags) : draftOfView(io, target.view, loaded, flags)
}
