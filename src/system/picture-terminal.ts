import type { ReadStream } from 'node:tty'
import type { Io } from './io.js'

/** In which way a terminal shows pictures. */
export type PictureWay = 'kitty' | 'iterm' | 'sixel' | 'blocks'

/** What is known of the terminal. */
export interface PictureTerminal {
  way: PictureWay
  /** Of characters, for blocks. */
  depth: 'true' | '256'
  /** How many pixels a character has, where the terminal says it, else about. */
  cell: { width: number; height: number }
}

const USUAL_CELL = { width: 10, height: 20 }

/**
 * How the terminal at standard output shows pictures; undefined where there is none, or where the user wants no color.
 * A terminal that does not say by its environment what it is, is asked whether it knows sixel graphics.
 * @param wanted this way, whatever the terminal is.
 */
export async function pictureTerminal(
  { env, terminal }: Pick<Io, 'env' | 'terminal'>,
  { wanted, keyboard = process.stdin, ask = (text) => process.stdout.write(text) }: TerminalQuestion = {},
): Promise<PictureTerminal | undefined> {
  const isOne = terminal.output && env['TERM'] !== 'dumb' && (env['NO_COLOR'] ?? '') === ''
  if (!isOne) return wanted && { way: wanted, depth: 'true', cell: USUAL_CELL }
  const known = wanted ?? wayOf(env)
  const depth = depthOf(env)
  if (known !== undefined && known !== 'sixel') return { way: known, depth, cell: USUAL_CELL }
  const { knowsSixel, cell } = readAnswer(await answerOf(keyboard, ask), terminal.columns)
  return { way: knowsSixel ? 'sixel' : (known ?? 'blocks'), depth, cell }
}

interface TerminalQuestion {
  wanted?: PictureWay | undefined
  keyboard?: ReadStream
  ask?: (text: string) => unknown
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

/**
 * Asks how large a character is, how large pictures may be, and for the terminal's attributes. All terminals answer the last
 * question, so that nobody waits for answers to the others.
 * Source: DEC, VT340, primary device attributes; xterm, Control Sequences, window manipulation and XTSMGRAPHICS.
 */
async function answerOf(keyboard: ReadStream, ask: (text: string) => unknown): Promise<string> {
  if (!keyboard.isTTY) return ''
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
      if (ATTRIBUTES.test(heard)) end()
    }
    const timer = setTimeout(end, PATIENCE)
    keyboard.on('data', hear)
    keyboard.resume()
    ask('\x1b[16t\x1b[?2;1;0S\x1b[c')
  })
  keyboard.setRawMode(false)
  keyboard.pause()
  return answer
}

/** Of the attributes, 4 is sixel graphics. */
function readAnswer(answer: string, columns: number): { knowsSixel: boolean; cell: PictureTerminal['cell'] } {
  const attributes = ATTRIBUTES.exec(answer)?.[1]?.split(';') ?? []
  const [, height, width] = CELL_SIZE.exec(answer) ?? []
  const cell = { width: Number(width), height: Number(height) }
  const isSaid = cell.width > 0 && cell.height > 0
  return { knowsSixel: attributes.slice(1).includes('4'), cell: isSaid ? cell : guessedCell(answer, columns) }
}

/** Pictures may mostly be as large as the window; limits are round numbers, and say nothing. */
function guessedCell(answer: string, columns: number): PictureTerminal['cell'] {
  const room = Number(LARGEST_PICTURE.exec(answer)?.[1] ?? 0)
  const width = Math.floor(room / columns)
  const isWhole = room % 1000 !== 0 && width >= 4 && width <= 40
  return isWhole ? { width, height: 2 * width } : { width: 8, height: 16 }
}

/* eslint-disable no-control-regex -- That is how answers of terminals begin. */
const ATTRIBUTES = /\x1b\[\?([\d;]*)c/
const CELL_SIZE = /\x1b\[6;(\d{1,4});(\d{1,4})t/
const LARGEST_PICTURE = /\x1b\[\?2;0;(\d{1,5});\d{1,5}S/
