import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it.each([
  { of: 'the collection', faults: 'add,import,migration,crowd,full,readonly,cut,newer' },
  {
    of: 'the catalog',
    faults: 'catalog-killed,catalog-crowd,catalog-full,catalog-readonly,catalog-cut,catalog-newer',
  },
])('loses nothing of $of, whatever fails (bench/faults.mjs, a few times each)', { timeout: 240_000 }, ({ faults }) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bench/faults.mjs', '--count', '4', '--only', faults],
    { encoding: 'utf8' },
  )
  expect({ status, last: stdout.trim().split('\n').at(-1), stderr }).toEqual({
    ...{ status: 0, last: 'nothing was lost', stderr: '' },
  })
})
