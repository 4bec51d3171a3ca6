/** What a market is like, in a few numbers, by which generated ones can be held against given ones. */
export function statistics({ lots, stores, offers }) {
  const sellers = lots.map(() => 0)
  for (const [lot] of offers) sellers[lot]++
  const share = (holds) => offers.filter(holds).length / offers.length
  const ofStores = (holds) => stores.filter(holds).length / stores.length
  return {
    'density %': (100 * offers.length) / lots.length / stores.length,
    'sellers of the median lot': middle(sellers),
    'lots with 1 to 3 sellers %': (100 * sellers.filter((count) => count <= 3).length) / lots.length,
    pieces: sum(lots.map(({ qty }) => qty)),
    'cheapest sum EUR': cheapest(lots, offers) / 1000,
    'median price EUR': middle(offers.map(([, , price]) => price)) / 1000,
    'median stock': middle(offers.map(([, , , quantity]) => quantity)),
    'median weight mg': middle(lots.map(({ weight }) => weight)),
    'used %': 100 * share(([, , , , , condition]) => condition === 'U'),
    'without minimum %': 100 * ofStores(({ minBuy }) => minBuy === 0),
    'with lot average %': 100 * ofStores(({ avgLot }) => avgLot > 0),
    'packs %': 100 * share(([, , , , bulk = 1]) => bulk > 1),
    'tiers %': 100 * share(([, , , , , , tiers]) => tiers !== undefined),
    'median first postage EUR': middle(stores.map(({ ship }) => ship[0][1])) / 1000,
    'median lots of a store': middle(lotsOf(stores, offers)),
  }
}

function cheapest(lots, offers) {
  const left = lots.map(({ qty }) => qty)
  let total = 0
  for (const [lot, , price, quantity] of offers.toSorted((a, b) => a[2] - b[2])) {
    const pieces = Math.min(left[lot], quantity)
    left[lot] -= pieces
    total += pieces * price
  }
  return total
}

function lotsOf(stores, offers) {
  const counts = stores.map(() => 0)
  for (const [, store] of offers) counts[store]++
  return counts
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0)
}
