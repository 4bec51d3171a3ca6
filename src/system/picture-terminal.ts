import type { ReadStream } from 'node:tty'
import type { Io } from './io.js'

/** In which way a terminal shows pictures. */
export type PictureWay = 'kitty' | 'iterm' | 'sixel' | 'blocks'

/** What is known of the terminal. */
export interface PictureTerminal {
  way: PictureWay
  /** Of characters, for blocks. */
  depth: 'true' | '256'
}

/**
 * How the terminal at standard output shows pictures; undefined where there is none, or where the user wants no color.
 * A terminal that does not say by its environment what it is, is asked whether it knows sixel graphics.
 */
export async function pictureTerminal(
  { env, terminal }: Pick<Io, 'env' | 'terminal'>,
  keyboard: ReadStream = process.stdin,
  ask: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<PictureTerminal | undefined> {
  if (!terminal.output || env['TERM'] === 'dumb' || (env['NO_COLOR'] ?? '') !== '') return undefined
  const known = wayOf(env)
  const depth = depthOf(env)
  if (known) return { way: known, depth }
  return { way: (await knowsSixel(keyboard, ask)) ? 'sixel' : 'blocks', depth }
}

/** By what terminals say of themselves in the environment; undefined where only asking helps. */
export function wayOf(env: Io['env']): PictureWay | undefined {
  const { TERM = '', TERM_PROGRAM = '' } = env
  // What runs inside of them does not get through to the terminal.
  if (env['TMUX'] || env['STY'] || /^(?:screen|tmux)/.test(TERM)) return 'blocks'
  if (TERM === 'xterm-kitty' || env['KITTY_WINDOW_ID'] || TERM === 'xterm-ghostty' || TERM_PROGRAM === 'ghostty')
    return 'kitty'
  if (TERM_PROGRAM === 'WezTerm' || Number(env['KONSOLE_VERSION']) >= 220400) return 'kitty'
  if (TERM_PROGRAM === 'iTerm.app') return 'iterm'
  if (TERM_PROGRAM === 'vscode') return 'iterm'
  return TERM === 'linux' || TERM_PROGRAM === 'Apple_Terminal' ? 'blocks' : undefined
}

function depthOf({ COLORTERM = '', TERM_PROGRAM }: Io['env']): 'true' | '256' {
  return /truecolor|24bit/.test(COLORTERM) || (TERM_PROGRAM !== undefined && TERM_PROGRAM !== 'Apple_Terminal')
    ? 'true'
    : '256'
}

/** A terminal far away answers within this many milliseconds, or it does not. */
const PATIENCE = 200

/** Asks for the terminal's attributes, of which 4 is sixel graphics. Source: DEC, VT340, primary device attributes. */
async function knowsSixel(keyboard: ReadStream, ask: (text: string) => unknown): Promise<boolean> {
  if (!keyboard.isTTY) return false
  keyboard.setRawMode(true)
  const answer = await new Promise<string>((resolve) => {
    let heard = ''
    const end = () => {
      clearTimeout(timer)
      keyboard.off('data', hear)
      resolve(heard)
    }
    const hear = (bytes: Uint8Array) => {
      heard += new TextDecoder().decode(bytes)
      // eslint-disable-next-line no-control-regex -- That is how answers of terminals begin.
      if (/\x1b\[\?[\d;]*c/.test(heard)) end()
    }
    const timer = setTimeout(end, PATIENCE)
    keyboard.on('data', hear)
    keyboard.resume()
    ask('\x1b[c')
  })
  keyboard.setRawMode(false)
  keyboard.pause()
  // eslint-disable-next-line no-control-regex -- That is how answers of terminals begin.
  const attributes = /\x1b\[\?([\d;]*)c/.exec(answer)?.[1]?.split(';') ?? []
  return attributes.slice(1).includes('4')
}
