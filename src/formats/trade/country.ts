/** ISO 3166-1; '' where the cell says nothing. People, and Brick Owl, call the United Kingdom UK. */
export function countryIn(text: string): string {
  const country = text.toUpperCase()
  return country === 'UK' ? 'GB' : country
}
