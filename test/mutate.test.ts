import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('reads 1,000 damaged files without a crash, a hang, or a piece lost', { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/mutate.mjs', '--count', '1000'], {
    encoding: 'utf8',
  })
  expect(`${stdout}${stderr}`).toContain(': 0 failures')
  expect(status).toBe(0)
})
