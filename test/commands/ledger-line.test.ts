import { expect, it } from 'vitest'
import { ledgerLine } from '../../src/commands/ledger-line.js'
import { emptyLedger } from '../../src/core/ledger.js'

it.each([
  {
    title: 'a plain model',
    ledger: { references: 9, listed: 8, nameless: 1 },
    line: 'ledger: 9 references = 8 listed + 0 skipped + 1 without a name',
  },
  {
    title: 'rules that skip',
    ledger: { references: 5, listed: 2, skipped: 3, rules: { ghost: 1, 'pli-ign': 2 } },
    line: 'ledger: 5 references = 2 listed + 3 skipped (1 ghost, 2 pli-ign) + 0 without a name',
  },
  {
    title: 'what cannot be read',
    ledger: { references: 1, unresolved: 1 },
    line: 'ledger: 1 reference = 0 listed + 0 skipped + 0 without a name + 1 unresolved',
  },
  {
    title: 'pieces that come and go',
    ledger: { references: 8, listed: 8, added: 1, split: 3, joined: 4 },
    line:
      'ledger: 8 references = 8 listed + 0 skipped + 0 without a name; ' +
      '8 listed + 1 added + 3 by taking apart - 4 by joining = 8 parts',
  },
])('accounts for $title', ({ ledger, line }) => {
  expect(ledgerLine({ ...emptyLedger(), ...ledger }, 8)).toBe(line)
})
