/** The letters of a currency that a cell names by them or by its sign; undefined where it is neither. */
export function currencyOf(word: string): string | undefined {
  const code = word.toUpperCase()
  const currency = SIGNS.get(code) ?? code
  return /^[A-Z]{3}$/.test(currency) ? currency : undefined
}

export function noSuchCurrency(word: string): string {
  return `${word} is no currency: they have three letters, as in EUR`
}

const SIGNS = new Map([
  ['€', 'EUR'],
  ['$', 'USD'],
  ['US$', 'USD'],
  ['£', 'GBP'],
])
