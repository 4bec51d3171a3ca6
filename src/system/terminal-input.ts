import { isatty } from 'node:tty'

/** Whether a person types what comes in. */
export function isAtTerminal(): boolean {
  return isatty(0)
}
