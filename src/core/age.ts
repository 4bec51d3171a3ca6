/** How many whole days ago that was, both in ISO 8601; 0 for what is still to come. */
export function daysSince(date: string, today: string): number {
  return Math.max(0, Math.floor((Date.parse(today) - Date.parse(date)) / 86_400_000))
}
