import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import type { Readable } from 'node:stream'

/** Where a person types. */
export type Keyboard = Readable & { setRawMode(raw: boolean): unknown }

/** Asks a person for a secret at the terminal, without showing what is typed; undefined for Ctrl-C and Ctrl-D. */
export function askSecret(question: string, keyboard: Keyboard = process.stdin): Promise<string | undefined> {
  fs.writeSync(2, question)
  keyboard.setRawMode(true)
  return new Promise((resolve) => {
    let typed = ''
    keyboard.on('data', hear)
    keyboard.resume()

    function hear(bytes: Buffer): void {
      // What is pasted comes at once, perhaps several lines: those after the first answer the next questions.
      const keys = [...bytes.toString('utf8').replaceAll(NOT_TYPED, '').replaceAll('\r\n', '\n')]
      for (const [index, key] of keys.entries()) {
        if (key === '\u0003' || key === '\u0004') return end(undefined, '')
        if (key === '\r' || key === '\n') return end(typed.trim(), keys.slice(index + 1).join(''))
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1)
        else if (key >= ' ') typed += key
      }
    }

    function end(answer: string | undefined, rest: string): void {
      keyboard.off('data', hear)
      keyboard.setRawMode(false)
      keyboard.pause()
      if (rest !== '') keyboard.unshift(Buffer.from(rest))
      fs.writeSync(2, '\n')
      resolve(answer)
    }
  })
}

// eslint-disable-next-line no-control-regex -- That is what terminals send for arrow keys, and around what is pasted.
const NOT_TYPED = /\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])/g
