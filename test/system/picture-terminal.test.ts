import { Duplex } from 'node:stream'
import type { ReadStream } from 'node:tty'
import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/system/io.js'
import { pictureTerminal, wayOf } from '../../src/system/picture-terminal.js'

describe('wayOf', () => {
  it.each([
    ['kitty', { TERM: 'xterm-kitty' }],
    ['kitty', { TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }],
    ['kitty', { TERM: 'xterm-ghostty' }],
    ['kitty', { TERM_PROGRAM: 'WezTerm' }],
    ['kitty', { KONSOLE_VERSION: '220800' }],
    ['iterm', { TERM_PROGRAM: 'iTerm.app' }],
    ['iterm', { TERM_PROGRAM: 'vscode' }],
    ['blocks', { TERM: 'xterm-kitty', TMUX: '/tmp/tmux-0/default,1,0' }],
    ['blocks', { TERM: 'screen-256color' }],
    ['blocks', { TERM_PROGRAM: 'Apple_Terminal' }],
    [undefined, { TERM: 'xterm-256color', KONSOLE_VERSION: '210800' }],
    [undefined, {}],
  ])('is %s for %j', (way, env) => {
    expect(wayOf(env)).toBe(way)
  })
})

describe('pictureTerminal', () => {
  it.each([
    ['no terminal', { output: false }, { TERM: 'xterm-kitty' }],
    ['a terminal that can do nothing', { output: true }, { TERM: 'dumb' }],
    ['a user who wants no color', { output: true }, { TERM: 'xterm-kitty', NO_COLOR: '1' }],
  ])('is none for %s', async (_, terminal, env) => {
    expect(await pictureTerminal(io(terminal.output, env))).toBeUndefined()
  })

  it.each([
    ['says that it knows sixels, and how large a character is', '\x1b[6;17;9t\x1b[?62;4;22c', 'sixel', [9, 17]],
    ['says how large pictures may be', '\x1b[?2;0;720;850S\x1b[?62;4;22c', 'sixel', [9, 18]],
    ['has a limit for pictures that says nothing', '\x1b[?2;0;1000;1000S\x1b[?62;4;22c', 'sixel', [8, 16]],
    ['knows sixels, and no more', '\x1b[?62;4;22c', 'sixel', [8, 16]],
    ['says that it does not', '\x1b[?62;22c', 'blocks', [8, 16]],
    ['says nothing', '', 'blocks', [8, 16]],
  ])('asks a terminal that %s', async (_, answer, way, [width, height]) => {
    const asked: string[] = []
    const found = await pictureTerminal(io(true, { TERM: 'xterm', COLORTERM: 'truecolor' }), {
      keyboard: keyboard(answer),
      ask: (text) => asked.push(text),
    })
    expect(found).toEqual({ way, depth: 'true', cell: { width, height } })
    expect(asked).toEqual(['\x1b[16t\x1b[?2;1;0S\x1b[c'])
  })

  it('shows pictures in the way that the user wishes, in a terminal or not', async () => {
    expect(await pictureTerminal(io(true, { TERM: 'xterm-kitty' }), { wanted: 'blocks' })).toMatchObject({
      way: 'blocks',
      depth: '256',
    })
    expect(await pictureTerminal(io(false, {}), { wanted: 'iterm' })).toMatchObject({ way: 'iterm', depth: 'true' })
  })
})

function io(output: boolean, env: Record<string, string>): Pick<Io, 'env' | 'terminal'> {
  return { env, terminal: { output, error: output, columns: 80 } }
}

/** A terminal that answers the first time somebody listens. */
function keyboard(answer: string): ReadStream {
  const stream = new Duplex({ read: () => undefined })
  if (answer !== '') stream.push(answer)
  return Object.assign(stream, { isTTY: true, setRawMode: () => stream }) as unknown as ReadStream
}
