import { expect, it } from 'vitest'
import { sourceOf } from '../../../src/core/source.js'
import { readRates } from '../../../src/formats/trade/rates.js'

const ECB = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject>
<Cube>
<Cube time='2026-11-20'><Cube currency='USD' rate='1.0837'/><Cube currency='GBP' rate='0.83510'/></Cube>
<Cube time='2026-11-19'><Cube currency='USD' rate='1.0700'/></Cube>
</Cube></gesmes:Envelope>`

it('reads the newest day of the European Central Bank', async () => {
  const rates = await read(ECB)
  expect(rates.day).toBe('2026-11-20')
  expect(Object.fromEntries(rates.per)).toEqual({ USD: '1.0837', GBP: '0.83510' })
})

it('reads a table', async () => {
  const rates = await read('currency,rate,date\nUSD,1.08,2026-11-20\n')
  expect([rates.base, rates.day, rates.per.get('USD')]).toEqual(['EUR', '2026-11-20', '1.08'])
})

it.each(['<a/>', 'part,color\n3001,5\n'])('refuses a file without rates: %s', async (text) => {
  await expect(read(text)).rejects.toThrow('rates.xml has no rates of exchange')
})

it('says when it is cut off', async () => {
  await expect(read(ECB.slice(0, 300))).rejects.toThrow('rates.xml cannot be read as XML')
})

function read(text: string) {
  return readRates(sourceOf(new TextEncoder().encode(text)), 'rates.xml')
}
