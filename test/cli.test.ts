import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Runs the transcripts in test/cli/*.md, and README.md: documents that show what a person types and what brick answers.
 *
 * A block ```` ```console ```` has commands, each a line `$ brick ...`, which a shell runs, so that pipes work. Below
 * it stands what it printed: standard output, then standard error with `! ` before each line, then `[3]` where
 * the exit code is not 0. A block with a file name after its language, as ```` ```toml brick.toml ````, is written into the
 * folder before the commands below it run. That folder is temporary, one for each document, and has a copy of
 * `fixtures`. Standard input is empty.
 *
 * `UPDATE=1 npx vitest run test/cli.test.ts` writes what brick prints now into the documents. Read the difference
 * before you keep it. The program is tested as it is built: run `npm run build` first.
 */
describe.concurrent('transcripts', () => {
  const names = fs.readdirSync('test/cli').filter((name) => name.endsWith('.md'))

  // A document has up to fifty commands, each a process of its own, and the machine may be busy.
  it.each(['README.md', ...names.map((name) => `test/cli/${name}`)])('%s', { timeout: 180_000 }, async (file) => {
    const written = fs.readFileSync(file, 'utf8')
    const actual = await replay(written)
    if (process.env['UPDATE'] === '1' && actual !== written) fs.writeFileSync(file, actual)
    else expect(actual).toBe(written)
  })
})

/** The document, with what the commands in it print now. */
async function replay(document: string): Promise<string> {
  const place = fs.mkdtempSync(path.join(fs.realpathSync(tmpdir()), 'brick-'))
  try {
    fs.cpSync('fixtures', path.join(place, 'fixtures'), { recursive: true })
    fs.mkdirSync(path.join(place, '.bin'))
    fs.symlinkSync(path.resolve('bin/brick.js'), path.join(place, '.bin/brick'))
    let text = ''
    for (const block of blocks(document)) text += await replayBlock(block, place)
    return text
  } finally {
    fs.rmSync(place, { recursive: true, force: true })
  }
}

/** `open` and `close` are the lines with the fence; a block without is prose. */
interface Block {
  open: string
  body: string
  close: string
}

function blocks(document: string): Block[] {
  const found: Block[] = []
  let rest = document
  for (;;) {
    const [all, prose = '', open = '', , body = '', close = ''] =
      /^([^]*?)(^(```+)[^`\n]*\n)([^]*?)(^\3\n)/m.exec(rest) ?? []
    if (all === undefined) return [...found, { open: '', body: rest, close: '' }]
    found.push({ open: '', body: prose, close: '' }, { open, body, close })
    rest = rest.slice(all.length)
  }
}

async function replayBlock({ open, body, close }: Block, place: string): Promise<string> {
  const [language, file] = open.replace(/^`+/, '').trim().split(' ')
  if (file !== undefined) writeInto(place, file, body)
  if (language !== 'console') return open + body + close
  let text = ''
  for (const [, command = ''] of body.matchAll(/^\$ (.*)$/gm)) text += `$ ${command}\n${await run(command, place)}`
  return open + text + close
}

function writeInto(place: string, file: string, content: string): void {
  const full = path.join(place, file)
  fs.mkdirSync(path.dirname(full), { recursive: true })
  fs.writeFileSync(full, content)
}

function run(command: string, place: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-o', 'pipefail', '-c', command], {
      cwd: place,
      env: environment(place),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out = { result: '', messages: '' }
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (out.result += text))
    shell.stderr.setEncoding('utf8').on('data', (text: string) => (out.messages += text))
    shell.on('error', reject)
    shell.on('close', (code) => {
      const messages = inLines(out.messages).replaceAll(/^/gm, '! ').replace(/! $/, '')
      const text = `${inLines(out.result)}${messages}${code === 0 ? '' : `[${code}]\n`}`
      resolve(text.replaceAll(place, '~').replaceAll('\r', '\\r'))
    })
  })
}

function inLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n\\ no line end\n`
}

/** Nothing of the machine that runs the test, but where its programs are. */
function environment(place: string): NodeJS.ProcessEnv {
  return {
    PATH: [path.join(place, '.bin'), path.dirname(process.execPath), process.env['PATH']].join(path.delimiter),
    HOME: path.join(place, '.home'),
    XDG_CONFIG_HOME: path.join(place, '.home/config'),
    XDG_DATA_HOME: path.join(place, '.home/data'),
    XDG_CACHE_HOME: path.join(place, '.home/cache'),
    COLUMNS: '80',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  }
}
