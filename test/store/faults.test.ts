import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('loses nothing that it acknowledged, whatever fails (bench/faults.mjs, a few times each)', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/faults.mjs', '--count', '4'], {
    encoding: 'utf8',
  })
  expect({ status, last: stdout.trim().split('\n').at(-1), stderr }).toEqual({
    ...{ status: 0, last: 'nothing was lost', stderr: '' },
  })
}, 120_000)
