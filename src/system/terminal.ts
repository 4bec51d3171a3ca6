import type { ChalkInstance } from 'chalk'
import { NO_PAINT, type Paint } from '../core/paint.js'
import type { Io } from './io.js'

/**
 * The paint for standard output or standard error: as `FORCE_COLOR` says, else none for `NO_COLOR` or where no
 * terminal is, else what chalk finds out about it. Chalk is loaded only where there may be color.
 */
export async function paintFor(io: Io, stream: 'output' | 'error'): Promise<Paint> {
  const forced = io.env['FORCE_COLOR']
  if (forced === '0' || forced === 'false') return NO_PAINT
  if (forced === undefined && ((io.env['NO_COLOR'] ?? '') !== '' || !io.terminal[stream])) return NO_PAINT
  const { Chalk, supportsColor, supportsColorStderr } = await import('chalk')
  const found = stream === 'output' ? supportsColor : supportsColorStderr
  const level = forcedLevel(forced) ?? (found ? found.level : 0)
  return level === 0 ? NO_PAINT : painted(new Chalk({ level }))
}

function forcedLevel(forced: string | undefined): 1 | 2 | 3 | undefined {
  if (forced === undefined) return undefined
  if (forced === '3') return 3
  return forced === '2' ? 2 : 1
}

function painted(chalk: ChalkInstance): Paint {
  return {
    colorful: chalk.level >= 2,
    swatch: (rgb, alpha) => (rgb === undefined ? '  ' : chalk.hex(rgb)(alpha < 255 ? '▒▒' : '██')),
    heading: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    level: (level, text) => (level === 'error' ? chalk.red(text) : level === 'warning' ? chalk.yellow(text) : text),
  }
}
