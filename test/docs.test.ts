import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { Command } from 'commander'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/commands/index.js'
import { commandTree } from '../src/commands/tree.js'
import { EXIT, EXIT_WORDS } from '../src/core/error.js'
import { machine } from '../src/system/io.js'

const readme = fs.readFileSync('README.md', 'utf8')
const program = new Command('brick')
const [, ...shapes] = await commandTree(program, machine())

describe.each(commands)('brick $name', ({ name, aliases = [] }) => {
  const shape = shapes.find(({ names }) => names[0] === name)

  it('has the aliases of its row', () => {
    expect(shape?.names.slice(1)).toEqual(aliases)
  })

  it('says in a line what it does, and in a sentence', () => {
    expect(shape?.summary).toMatch(/^[A-Z].{10,60}[^.]$/)
    expect(shape?.description).toMatch(/^[A-Z][^]{10,}\.$/)
  })

  it('has two examples', () => {
    const examples = shape?.after.split('\n').filter((line) => /^ {2}.*\bbrick /.test(line)) ?? []
    expect(examples.length).toBeGreaterThanOrEqual(2)
  })

  it('explains each option', () => {
    expect(shape?.options.filter(({ description }) => description.length < 5)).toEqual([])
  })

  it('has help that fits a screen', () => {
    const lines = help(name).trimEnd().split('\n')
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    expect(lines.length).toBeLessThanOrEqual(40)
  })

  it('has a transcript', () => {
    expect(fs.readFileSync(`test/cli/${name}.md`, 'utf8')).toMatch(new RegExp(`^\\$ .*\\bbrick ${name}\\b`, 'm'))
  })

  it('stands in README', () => {
    expect(readme).toContain(`| \`brick ${name}`)
  })
})

describe('README', () => {
  it('has the exit codes of the program', () => {
    const rows = Object.entries(EXIT).map(([key, code]) => `| ${code} | ${EXIT_WORDS[key as keyof typeof EXIT]} |\n`)
    expect(readme.replaceAll(/ +\|/g, ' |')).toContain(rows.join(''))
  })

  it('has the table of formats that brick formats prints', () => {
    const { stdout } = run('brick formats -f md')
    const now = readme.replace(FORMATS, `$1${String(stdout)}$2`)
    if (process.env['UPDATE'] === '1' && now !== readme) fs.writeFileSync('README.md', now)
    else expect(FORMATS.exec(readme)?.[0]).toBe(FORMATS.exec(now)?.[0])
  })

  it.each(shown(readme))('shows a command that works: %s', (command) => {
    expect(run(command)).toMatchObject({ status: 0 })
  })
})

describe('errors', () => {
  const transcripts = fs.readdirSync('test/cli').map((name) => fs.readFileSync(path.join('test/cli', name), 'utf8'))
  const shownErrors = transcripts
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('! '))

  it.each(errors())('$file says in a transcript: $message', ({ message }) => {
    expect(message.length, 'too few words to find; list it in VARIABLE').toBeGreaterThanOrEqual(FEW)
    expect(shownErrors.filter((line) => line.includes(message))).not.toEqual([])
  })
})

const FORMATS = /(<!-- brick:formats -->\n\n)[^]*?(\n<!-- \/brick:formats -->)/

/** Fewer characters could stand in a transcript by chance. */
const FEW = 12

/** Messages of which too little is always the same, as they stand in the source, and what a transcript says then. */
const VARIABLE: Record<string, string> = {
  '`cannot fold ${JSON.stringify(unknown)}`': 'brick: cannot fold "everything"',
  '`cannot read ${what}: ${reason(error)}`': 'brick: cannot read castle.ldr: no such file or folder',
  '`${file}: cannot read ${name}`': 'brick: bomb.zip: cannot read parts/new.dat',
  '`${file}:${cause.line}: ${reason}`': 'brick: brick.toml:2: invalid value',
  // market-sources.ts: says what the market lacks.
  '`${other.market.title} ${without}`': 'brick: Rebrickable gives no prices',
  // archive.ts
  message: 'brick: cannot unpack parts/new.dat in damaged.zip: ',
  // input.ts: the first of several.
  'first.message': 'brick: cannot read no.ldr: no such file or folder',
}

/** The message of each BrickError that the program makes: the longest piece of it that is always the same. */
function errors(): { file: string; message: string }[] {
  const files = fs.readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return files.flatMap((name) => {
    const file = path.join('src', name)
    const tree = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    return created(tree).map((message) => ({
      file,
      message: VARIABLE[message.getText(tree)] ?? longest(constant(message)),
    }))
  })
}

/** The first argument of every `new BrickError(...)` in it. */
function created(node: ts.Node): ts.Expression[] {
  const message =
    ts.isNewExpression(node) && node.expression.getText() === 'BrickError' ? node.arguments?.[0] : undefined
  const inner: ts.Expression[] = message ? [message] : []
  node.forEachChild((child) => {
    inner.push(...created(child))
  })
  return inner
}

function constant(message: ts.Expression): string[] {
  if (ts.isStringLiteralLike(message)) return [message.text]
  if (!ts.isTemplateExpression(message)) return []
  return [message.head.text, ...message.templateSpans.map(({ literal }) => literal.text)]
}

function longest(pieces: string[]): string {
  return pieces.reduce((best, piece) => (piece.trim().length > best.length ? piece.trim() : best), '')
}

function help(name: string): string {
  const command = program.commands.find((found) => found.name() === name)
  let text = ''
  command?.configureOutput({ writeOut: (more) => (text += more), getOutHelpWidth: () => 80 }).outputHelp()
  return text
}

/** The command lines with brick in blocks that are no transcripts; those test/cli.test.ts compares. */
function shown(document: string): string[] {
  const blocks = [...document.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, body = '']) => body)
  const lines = blocks.flatMap((body) => body.split('\n')).map((line) => line.replace(/^npm ci && npx /, ''))
  return lines.filter((line) => line.startsWith('brick '))
}

/** In a temporary folder with the fixtures. */
function run(command: string) {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  try {
    fs.cpSync('fixtures', path.join(folder, 'fixtures'), { recursive: true })
    fs.symlinkSync(path.resolve('bin/brick.js'), path.join(folder, 'brick'))
    const PATH = [folder, path.dirname(process.execPath), process.env['PATH']].join(path.delimiter)
    return spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, env: { PATH, HOME: folder } })
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
