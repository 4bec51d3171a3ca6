import type { Buffer } from 'node:buffer'
import * as fs from 'node:fs'

/** Asks a person for a secret at the terminal, without showing what is typed; undefined for Ctrl-C and Ctrl-D. */
export function askSecret(question: string): Promise<string | undefined> {
  const { stdin } = process
  fs.writeSync(2, question)
  stdin.setRawMode(true)
  stdin.resume()
  return new Promise((resolve) => {
    let typed = ''
    stdin.on('data', hear)

    function hear(bytes: Buffer): void {
      // What is pasted comes at once, perhaps between marks that the terminal makes.
      for (const key of bytes.toString('utf8').replaceAll(PASTE_MARKS, '')) {
        if (key === '\u0003' || key === '\u0004') return end(undefined)
        if (key === '\r' || key === '\n') return end(typed.trim())
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1)
        else if (key >= ' ') typed += key
      }
    }

    function end(answer: string | undefined): void {
      stdin.off('data', hear)
      stdin.setRawMode(false)
      stdin.pause()
      fs.writeSync(2, '\n')
      resolve(answer)
    }
  })
}

// eslint-disable-next-line no-control-regex -- That is what terminals send before and after what is pasted.
const PASTE_MARKS = /\x1b\[20[01]~/g
