import * as fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import wabt from 'wabt'
import { WASM } from '../../src/ldraw/scanner.js'

const SOURCE = fileURLToPath(new URL('../../src/ldraw/scanner.wat', import.meta.url))
const COMPILED = fileURLToPath(new URL('../../src/ldraw/scanner.ts', import.meta.url))

/** `UPDATE=1` compiles scanner.wat again; without it, the two must agree. */
it('ships what scanner.wat compiles to', async () => {
  const toolkit = await wabt()
  const module = toolkit.parseWat('scanner.wat', fs.readFileSync(SOURCE, 'utf8'))
  module.validate()
  const text = Buffer.from(module.toBinary({}).buffer).toString('base64')
  if (process.env['UPDATE'] === '1') fs.writeFileSync(COMPILED, fileOf(text))
  else expect(WASM).toBe(text)
})

function fileOf(text: string): string {
  const lines = text.match(/.{1,110}/g) ?? []
  return [
    '/** scanner.wat, compiled, in base64. test/ldraw/scanner.test.ts makes it with UPDATE=1 and sees that the two agree. */',
    'export const WASM = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}
