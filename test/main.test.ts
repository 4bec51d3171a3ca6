import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { BrickError, EXIT } from '../src/core/error.js'
import { main } from '../src/main.js'
import type { Io } from '../src/system/io.js'

describe('main', () => {
  it.each([['--version'], ['-V'], ['-q', '--version']])('prints the version for %s %s', async (...argv) => {
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string }
    expect(await brick(argv)).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })

  it.each([
    { argv: ['help', 'completion'] },
    { argv: ['-h', 'completion'] },
    { argv: ['--help', 'completion'] },
    { argv: ['completion', '-h'] },
    { argv: ['-q', 'completion', '--help'] },
  ])('shows the help of a command for $argv', async ({ argv }) => {
    const { code, out } = await brick(argv)
    expect([code, out.split('\n')[0]]).toEqual([0, 'Usage: brick completion [options] <shell>'])
  })

  it.each([{ argv: [] }, { argv: ['help'] }, { argv: ['--help'] }])(
    'names every command for $argv',
    async ({ argv }) => {
      const { code, out } = await brick(argv)
      expect(code).toBe(0)
      for (const name of ['parts', 'export', 'id', 'formats', 'completion', 'man'])
        expect(out).toContain(`\n  ${name} `)
    },
  )

  it.each([
    { title: 'a name that nearly fits', argv: ['prats', 'x.ldr'], says: 'Did you mean parts?' },
    { title: 'the same before --help', argv: ['help', 'exprot'], says: 'Did you mean export?' },
    { title: 'a name that fits nothing', argv: ['constructor'], says: "unknown command 'constructor'" },
    { title: 'a file', argv: ['x.ldr'], says: 'brick parts x.ldr' },
    { title: 'an unknown option', argv: ['completion', '--hepl'], says: 'Did you mean --help?' },
    { title: 'a value that is no choice', argv: ['completion', 'csh'], says: 'bash, zsh, fish' },
    { title: 'a missing argument', argv: ['completion'], says: "missing required argument 'shell'" },
    { title: 'options only', argv: ['-q'], says: 'Usage: brick' },
  ])('answers 2 to $title', async ({ argv, says }) => {
    const { code, out, err } = await brick(argv)
    expect([code, out]).toEqual([EXIT.usage, ''])
    expect(err).toContain(says)
  })

  it.each([
    { title: 'a closed pipe', error: errno('EPIPE'), code: 0, says: '' },
    {
      title: 'a mistake',
      error: new BrickError('no', { exit: 3, hint: 'do so' }),
      code: 3,
      says: 'brick: no\n  do so\n',
    },
  ])('ends with $code after $title', async ({ error, code, says }) => {
    expect(await brick(['--version'], failing(error))).toEqual({ code, out: '', err: says })
  })

  it('calls anything else a bug, with what a report needs', async () => {
    const { code, err } = await brick(['--version'], failing(new RangeError('boom')))
    expect(code).toBe(EXIT.bug)
    expect(err).toMatch(/^brick: this is a bug, please report it\nbrick .*, node v.*\nRangeError: boom\n +at /)
  })

  it('reports mistakes also when quiet', async () => {
    const { code, err } = await brick(['-q', 'parts', 'no-such-file.ldr'])
    expect([code, err]).toEqual([EXIT.input, 'brick: cannot read no-such-file.ldr: no such file or folder\n'])
  })

  it.each([
    { title: 'a file', argv: ['parts', 'nope\n\x1b[31mx.ldr'] },
    { title: 'an option', argv: ['parts', '--\x1b[31mx'] },
    { title: 'a command', argv: ['\x1b]0;x\x07'] },
    { title: 'a part', argv: ['id', 'no\x1b[31mred'] },
  ])('sends nothing to the terminal that would command it, from the name of $title', async ({ argv }) => {
    const { code, err } = await brick(argv)
    expect(code).not.toBe(0)
    expect(err).toContain('\uFFFD')
    expect(err).not.toMatch(/[^\n\P{Cc}]/u)
  })

  it('keeps a message in its line when a name of a file has line breaks', async () => {
    const { err } = await brick(['parts', 'no\nfile.ldr'])
    expect(err).toBe('brick: cannot read no file.ldr: no such file or folder\n')
  })

  it('turns --no-color into NO_COLOR, wherever it stands', async () => {
    const io = recorder()
    await main(['completion', '--no-color', 'bash'], io)
    expect(io.env['NO_COLOR']).toBe('1')
  })
})

describe('bin/brick.js', () => {
  it('loads next to nothing for --version', () => {
    expect(loadedBy('--version')).toEqual(['bin/brick.js', 'dist/bundle/main.js'])
  })

  it.each([
    { title: 'a short list', argv: ['parts', 'fixtures/car.ldr'] },
    { title: 'a number', argv: ['id', '3001'] },
  ])('loads few files for $title, and no package but commander', ({ argv }) => {
    const loaded = loadedBy(...argv)
    const own = loaded.filter((file) => !file.startsWith('node_modules/commander/'))
    expect(own.filter((file) => !/^(bin|dist\/bundle)\//.test(file))).toEqual([])
    expect(own.length).toBeLessThan(40)
  })

  it.each([
    { title: 'an error from nowhere', throws: 'new Error("boom")', code: EXIT.bug },
    { title: 'a promise that nobody awaits', throws: 'await Promise.reject(new Error("boom"))', code: EXIT.bug },
    { title: 'a pipe that closes later', throws: 'Object.assign(new Error(), { code: "EPIPE" })', code: EXIT.done },
  ])('ends with $code after $title', ({ throws, code }) => {
    const preload = `data:text/javascript,setTimeout(async () => { throw ${throws} }, 400)`
    const { status, stderr } = spawnSync(process.execPath, ['--import', preload, 'bin/brick.js', '-V'], {
      encoding: 'utf8',
    })
    expect(status).toBe(code)
    expect(stderr.includes('this is a bug')).toBe(code === EXIT.bug)
  })

  it('stops at once at Ctrl-C, so that a shell sees 130', async () => {
    const child = spawn(process.execPath, ['bin/brick.js', 'parts', '-'], { stdio: ['pipe', 'ignore', 'ignore'] })
    const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
    setTimeout(() => child.kill('SIGINT'), 500)
    expect(await ended).toBe('SIGINT')
  })

  it.skipIf(!fs.existsSync('/dev/full'))('says in one line that the disk is full', () => {
    const full = fs.openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, ['bin/brick.js', 'man'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    })
    fs.closeSync(full)
    expect([status, stderr]).toEqual([2, 'brick: cannot write to standard output: no space left on the disk\n'])
  })
})

async function brick(argv: string[], io = recorder()) {
  const code = await main(argv, io)
  return { code, out: io.out.join(''), err: io.err.map((line) => `${line}\n`).join('') }
}

/** A machine without files that remembers what was printed. */
function recorder(): Io & { out: string[]; err: string[] } {
  const out: string[] = []
  const err: string[] = []
  return {
    out,
    err,
    env: {},
    cwd: '/',
    terminal: { output: false, error: false, columns: 80 },
    quiet: false,
    write: (text) => void out.push(String(text)),
    say: (text) => void err.push(text),
    read: (file) => {
      throw new BrickError(`cannot read ${file}: no such file or folder`, { exit: EXIT.input })
    },
    open: (file) => {
      throw new BrickError(`cannot read ${file}: no such file or folder`, { exit: EXIT.input })
    },
    tryRead: () => undefined,
    save: () => undefined,
    makeFolder: () => undefined,
    exitCode: EXIT.done,
  }
}

function failing(error: Error): ReturnType<typeof recorder> {
  const write = (): never => {
    throw error
  }
  return { ...recorder(), write }
}

function errno(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** The files of ours and of packages that a command loads. */
function loadedBy(...argv: string[]): string[] {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  const env = { ...process.env, NODE_V8_COVERAGE: folder, BRICK_CACHE: path.join(folder, 'none') }
  spawnSync(process.execPath, ['bin/brick.js', ...argv], { env })
  const loaded = fs.readdirSync(folder).flatMap((file) => scripts(path.join(folder, file)))
  fs.rmSync(folder, { recursive: true })
  return loaded.toSorted()
}

/** The files of this repository that a coverage report of V8 names. */
function scripts(report: string): string[] {
  const { result } = JSON.parse(fs.readFileSync(report, 'utf8')) as { result: { url: string }[] }
  const root = new URL(`file://${path.resolve('.')}/`).href
  return result.filter(({ url }) => url.startsWith(root)).map(({ url }) => url.slice(root.length))
}
