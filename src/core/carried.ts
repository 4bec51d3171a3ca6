/** Fields of lists that brick hands on and does not use, as text, by names that all formats share. */
export type Carried = Partial<Record<CarriedField, string>>

export type CarriedField = keyof typeof CARRIED

/** What each of them is called in messages. */
export const CARRIED = {
  name: 'name',
  category: 'category',
  colorName: 'name of the color',
  comments: 'comments',
  price: 'price',
  /** Of all prices of the lot; absent means US dollars, or that the list does not say. */
  currency: 'currency',
  cost: 'cost',
  bulk: 'bulk quantity',
  sale: 'sale',
  subCondition: 'completeness',
  tiers: 'tier prices',
  stockroom: 'stockroom',
  retain: 'retain',
  reserved: 'reserved for',
  lotId: 'lot number',
  weight: 'weight',
  marker: 'marker',
  dateAdded: 'date added',
  dateLastSold: 'date last sold',
  matchId: 'match number',
  notify: 'notification',
  wantedShow: 'wanted show',
  wantedListId: 'wanted list number',
  status: 'status',
} as const
