import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openFolder } from '../../src/system/folder.js'

let top = ''
let home = ''

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  home = path.join(top, 'home')
  for (const file of [
    'home/Car.LDR',
    'home/Sub/Wheel.ldr',
    'home/Sub/deep/x.ldr',
    'home/geru\u0308st.ldr',
    'out/secret.ldr',
    'home2/near.ldr',
  ]) {
    fs.mkdirSync(path.dirname(path.join(top, file)), { recursive: true })
    fs.writeFileSync(path.join(top, file), file)
  }
  fs.symlinkSync('../out/secret.ldr', path.join(home, 'link.ldr'))
  fs.symlinkSync('../out', path.join(home, 'away'))
  fs.symlinkSync('Sub', path.join(home, 'inside'))
  fs.symlinkSync('loop', path.join(home, 'loop'))
})

afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

it.each([
  ['other capitals', 'car.ldr', 'Car.LDR'],
  ['folders parted either way', 'SUB\\deep/X.LDR', 'Sub/deep/x.ldr'],
  ['dots and double slashes', './Sub//./wheel.ldr', 'Sub/Wheel.ldr'],
  ['a way up that stays inside', 'sub/deep/../wheel.ldr', 'Sub/Wheel.ldr'],
  ['accents in the other form', 'GER\u00dcST.ldr', 'geru\u0308st.ldr'],
  ['a link that stays inside', 'inside/wheel.ldr', 'inside/Wheel.ldr'],
])('finds %s', (_title, name, expected) => {
  expect(openFolder(home).find(home, name)).toBe(path.join(home, expected))
})

it.each([
  ['what is not there', 'nix.ldr'],
  ['a way out', '../out/secret.ldr'],
  ['a way out and back', '../home/car.ldr'],
  ['a folder whose name begins alike', '../home2/near.ldr'],
  ['a link to a file outside', 'link.ldr'],
  ['a link to a folder outside', 'away/secret.ldr'],
  ['a link to itself, as a folder', 'loop/x.ldr'],
  ['a file as a folder', 'car.ldr/x'],
  ['a drive', 'C:\\car.ldr'],
  ['a name from the root', '/etc/passwd'],
  ['a name from the root of a share', '\\\\host\\car.ldr'],
])('does not find %s', (_title, name) => {
  expect(openFolder(home).find(home, name)).toBeUndefined()
})

it('does not find its own file by the name from the root', () => {
  expect(openFolder(home).find(home, path.join(home, 'Car.LDR'))).toBeUndefined()
})

it('goes up from a folder inside, to home at most', () => {
  const folder = openFolder(home)
  expect(folder.find(path.join(home, 'Sub', 'deep'), '../../car.ldr')).toBe(path.join(home, 'Car.LDR'))
  expect(folder.find(path.join(home, 'Sub'), '../../out/secret.ldr')).toBeUndefined()
})
