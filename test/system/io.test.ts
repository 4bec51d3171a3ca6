import { execFileSync, spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrickError } from '../../src/core/error.js'
import { machine } from '../../src/system/io.js'
import { readFile, readPiece, tryReadFile } from '../../src/system/read.js'

const root = process.getuid?.() === 0
let folder = ''

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
})

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('read', () => {
  it('gives the bytes of a file, also of one with any name', () => {
    fs.writeFileSync(at('a b\u00e9.ldr'), 'hello')
    expect(text(machine().read(at('a b\u00e9.ldr')))).toBe('hello')
  })

  it.each([
    { title: 'no such file', make: () => 'nix.ldr', says: 'cannot read nix.ldr: no such file or folder' },
    { title: 'a folder', make: () => '.', says: '. is a folder, not a file' },
    { title: 'a file as folder', make: () => file('a.ldr', 'b.ldr'), says: 'a part of the path is not a folder' },
    { title: 'a circle of links', make: () => circle('a.ldr'), says: 'its links lead in a circle' },
    { title: 'a name too long', make: () => 'a'.repeat(300), says: 'the name is too long' },
    { title: 'a huge file', make: () => sparse('big.ldr'), says: 'big.ldr is larger than 1024 MB' },
  ])('says what is wrong with $title', ({ make, says }) => {
    const error = failure(() => inFolder().read(make()))
    expect(error.message).toContain(says)
    expect(error.exit).toBe(3)
  })

  it.skipIf(root)('says when it is not allowed', () => {
    fs.chmodSync(file('secret.ldr'), 0)
    expect(failure(() => inFolder().read('secret.ldr')).message).toBe('cannot read secret.ldr: no permission')
  })

  it('reads a pipe with a name to its end, however slowly it comes', () => {
    const pipe = fifo('pipe')
    spawn('sh', ['-c', 'printf 1 > "$0"; sleep 0.1', pipe])
    expect(text(machine().read(pipe))).toBe('1')
  })

  it('gives up on an input without end', () => {
    expect(failure(() => readFile('/dev/zero', 'zero', 1 << 20)).message).toBe('zero is larger than 1 MB')
  })
})

describe('tryRead', () => {
  it.each([
    { title: 'a missing file', make: () => 'nix' },
    { title: 'a folder', make: () => '.' },
    { title: 'a file as folder', make: () => file('a', 'b') },
    { title: 'a pipe, which would block', make: () => path.basename(fifo('pipe')) },
  ])('finds nothing at $title', ({ make }) => {
    expect(inFolder().tryRead(make())).toBeUndefined()
  })

  it('refuses a file that is too large', () => {
    expect(failure(() => tryReadFile(file('a'), 'a', 2)).message).toContain('larger')
  })
})

describe('readPiece', () => {
  it.each([
    { start: 0, length: 2, piece: 'te' },
    { start: 1, length: 3, piece: 'ext' },
    { start: 3, length: 5, piece: 't' },
    { start: 9, length: 5, piece: '' },
    { start: 2, length: 0, piece: '' },
  ])('reads $length bytes from $start on, or as many as are left', ({ start, length, piece }) => {
    expect(text(readPiece(file('a'), start, length))).toBe(piece)
  })
})

describe('save', () => {
  it('makes and replaces a file, and leaves nothing else behind', () => {
    inFolder().save('out.xml', 'one')
    inFolder().save('out.xml', Buffer.from('two'))
    expect(fs.readFileSync(at('out.xml'), 'utf8')).toBe('two')
    expect(fs.readdirSync(folder)).toEqual(['out.xml'])
  })

  it('writes through links, and keeps the mode of the file', () => {
    fs.writeFileSync(at('real.xml'), 'one')
    fs.chmodSync(at('real.xml'), 0o640)
    fs.symlinkSync('real.xml', at('link.xml'))
    inFolder().save('link.xml', 'two')
    expect(fs.lstatSync(at('link.xml')).isSymbolicLink()).toBe(true)
    expect(fs.readFileSync(at('real.xml'), 'utf8')).toBe('two')
    expect(fs.statSync(at('real.xml')).mode & 0o777).toBe(0o640)
  })

  it.each([
    { title: 'a folder', make: () => '.', says: 'cannot write .: it is a folder', fix: 'name a file in it' },
    { title: 'a missing folder', make: () => 'a/b.xml', says: 'no such file or folder', fix: 'mkdir -p a' },
    {
      title: 'no such folder',
      make: () => 'a/',
      says: 'cannot write a/: there is no such folder',
      fix: 'make it first',
    },
    { title: 'a file with a slash', make: () => `${file('a')}/`, says: 'there is no such folder', fix: 'FILE' },
    { title: 'a file as folder', make: () => file('a', 'b'), says: 'not a folder', fix: 'name another place' },
  ])('says what is wrong with $title, and what to do', ({ make, says, fix }) => {
    const error = failure(() => inFolder().save(make(), 'x'))
    expect(error.message).toContain(says)
    expect(error.hint).toContain(fix)
    expect(error.exit).toBe(2)
  })

  it.skipIf(root)('does not replace a file that its owner protects', () => {
    fs.chmodSync(file('a.xml'), 0o444)
    expect(failure(() => inFolder().save('a.xml', 'x')).message).toBe('cannot write a.xml: no permission')
  })

  it.skipIf(!fs.existsSync('/dev/full'))('says when a device is full', () => {
    expect(failure(() => machine().save('/dev/full', 'x'))).toMatchObject({
      message: 'cannot write /dev/full: no space left on the disk',
      hint: 'make room there, or name another place',
    })
  })

  it.skipIf(!hasUlimit())('leaves the old file and no half one when there is no room', () => {
    fs.writeFileSync(at('a.xml'), 'old')
    const script = `import { saveFile } from '${path.resolve('dist/system/save.js')}'
      process.on('SIGXFSZ', () => {})
      try { saveFile('${at('a.xml')}', 'a.xml', 'x'.repeat(1e6)) } catch (error) { console.log(error.message) }`
    const { stdout } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 100; exec "$0" --input-type=module -e "$1"', process.execPath, script],
      {
        encoding: 'utf8',
      },
    )
    expect(stdout).toBe('cannot write a.xml: the file would be larger than the system allows\n')
    expect(fs.readFileSync(at('a.xml'), 'utf8')).toBe('old')
    expect(fs.readdirSync(folder)).toEqual(['a.xml'])
  })
})

describe('machine', () => {
  it('takes the width from COLUMNS', () => {
    const io = machine()
    io.env = { COLUMNS: '40' }
    expect(io.terminal.columns).toBe(40)
    io.env = { COLUMNS: 'wide' }
    expect(io.terminal.columns).toBeGreaterThan(0)
  })
})

function inFolder() {
  return Object.assign(machine(), { cwd: folder })
}

function at(name: string): string {
  return path.join(folder, name)
}

/** Makes a file, and names it, or something in it as if it were a folder. */
function file(name: string, ...below: string[]): string {
  fs.writeFileSync(at(name), 'text')
  return below.length > 0 ? path.join(name, ...below) : at(name)
}

function circle(name: string): string {
  fs.symlinkSync(name, at(name))
  return name
}

/** A file of more than a gigabyte that takes no room. */
function sparse(name: string): string {
  fs.writeFileSync(at(name), '')
  fs.truncateSync(at(name), 2 ** 30 + 1)
  return name
}

function fifo(name: string): string {
  execFileSync('mkfifo', [at(name)])
  return at(name)
}

function hasUlimit(): boolean {
  return process.platform === 'linux' && fs.existsSync('dist/system/save.js')
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}

function failure(act: () => unknown): BrickError {
  try {
    act()
  } catch (error) {
    if (error instanceof BrickError) return error
    throw error
  }
  throw new Error('nothing went wrong')
}
