import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/core/problem.js'
import { main } from '../../src/main.js'
import { machine } from '../../src/system/io.js'

const hasGroff = spawnSync('groff', ['--version']).status === 0

describe('man', () => {
  it('has each command, its options and examples, and the exit codes', async () => {
    const page = await printed()
    for (const text of ['.SS "brick parts', 'Also: brick bom.', '\\-\\-assemblies', 'brick completion bash', '.B 70']) {
      expect(page).toContain(text)
    }
  })

  it('has every problem by the name that --allow takes', async () => {
    const page = await printed()
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`.B ${code.replaceAll('-', '\\-')}\n`)
  })

  it.skipIf(!hasGroff)('is a page that groff sets without a warning', async () => {
    const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], {
      input: await printed(),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout.length).toBeGreaterThan(2000)
  })
})

async function printed(): Promise<string> {
  let text = ''
  expect(await main(['man'], { ...machine(), write: (more) => void (text += String(more)) })).toBe(0)
  return text
}
