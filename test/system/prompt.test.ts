import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { askSecret, type Keyboard } from '../../src/system/prompt.js'

let keyboard: Keyboard & PassThrough
let raw: boolean[]

beforeEach(() => {
  raw = []
  keyboard = Object.assign(new PassThrough(), { setRawMode: (isRaw: boolean) => void raw.push(isRaw) })
})

describe('a secret that is typed', () => {
  it.each([
    { title: 'plain', typed: 'secret\r', answer: 'secret' },
    { title: 'with a slip', typed: 'secrex\u007ft\r', answer: 'secret' },
    { title: 'with arrow keys', typed: 'sec\u001b[D\u001b[1;5C\u001bOAret\u001b[3~\r', answer: 'secret' },
    { title: 'pasted between marks', typed: '\u001b[200~secret\u001b[201~\r', answer: 'secret' },
    { title: 'given up', typed: 'sec\u0003', answer: undefined },
    { title: 'empty', typed: '\n', answer: '' },
  ])('is read: $title', async ({ typed, answer }) => {
    keyboard.write(typed)
    expect(await askSecret('', keyboard)).toBe(answer)
    expect(raw).toEqual([true, false])
  })

  it('may be pasted with the next ones, line by line', async () => {
    keyboard.write('first\r\nsecond\nthi')
    expect(await askSecret('', keyboard)).toBe('first')
    expect(await askSecret('', keyboard)).toBe('second')
    const third = askSecret('', keyboard)
    keyboard.write('rd\r')
    expect(await third).toBe('third')
  })
})
