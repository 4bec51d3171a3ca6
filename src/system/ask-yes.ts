import { createInterface } from 'node:readline/promises'

/** Asks a person at the terminal for a yes; anything else is a no. */
export async function askYes(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^\s*y(es)?\s*$/i.test(await lines.question(`${question} [y/N] `))
  } catch {
    // Ctrl-C and Ctrl-D.
    return false
  } finally {
    lines.close()
  }
}
