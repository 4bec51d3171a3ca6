import type { Route } from './bricklink.js'
import { notFound, ok } from './bricklink-envelope.js'
import { typeOf, type ItemIndex } from './bricklink-items.js'
import { colorIdOf, flagOf, html, idOf, NO_COLOR } from './bricklink-values.js'
import { subsetsOf, supersetsOf } from './bricklink-subsets.js'
import type { World } from './world.js'

/** Items and what is known of them. Nothing here depends on who asks. */
export function catalogRoutes(world: World, items: ItemIndex): Route[] {
  const colors = colorsOf(world)
  const categories = world.categories.map(({ id, name }) => ({
    ...{ category_id: id, category_name: html(name), parent_id: 0 },
  }))
  return [
    {
      path: /^\/items\/([^/]+)\/([^/]+)$/,
      methods: { GET: (_, type = '', no = '') => ok(items.find(typeOf(type), no)?.answer ?? {}) },
    },
    {
      path: /^\/items\/([^/]+)\/([^/]+)\/images\/([^/]+)$/,
      methods: {
        GET(_, type = '', no = '', color = '') {
          const [item, id] = [items.find(typeOf(type), no), idOf(color, 'color_id')]
          if (!item) return ok({})
          const [letter] = item.type
          return ok({
            no: item.no,
            type: item.type,
            thumbnail_url: `//img.bricklink.com/${letter}/${id}/${item.no}.jpg`,
          })
        },
      },
    },
    {
      path: /^\/items\/([^/]+)\/([^/]+)\/colors$/,
      methods: {
        GET(_, type = '', no = '') {
          const pairs = items.find(typeOf(type), no)?.pairs ?? []
          return ok(pairs.map((pair) => ({ color_id: pair.color.bricklink, quantity: piecesIn(world, pair) })))
        },
      },
    },
    {
      path: /^\/items\/([^/]+)\/([^/]+)\/subsets$/,
      methods: {
        GET({ ask: { query } }, type = '', no = '') {
          colorIdOf(query)
          const [breakMinifigs, breakSubsets] = [flagOf(query, 'break_minifigs'), flagOf(query, 'break_subsets')]
          const [withBox, withInstruction] = [flagOf(query, 'box'), flagOf(query, 'instruction')]
          const item = items.find(typeOf(type), no)
          return ok(item ? subsetsOf(item, { breakMinifigs, breakSubsets, withBox, withInstruction }, items) : [])
        },
      },
    },
    {
      path: /^\/items\/([^/]+)\/([^/]+)\/supersets$/,
      methods: {
        GET({ ask: { query } }, type = '', no = '') {
          const [color, item] = [colorIdOf(query), items.find(typeOf(type), no)]
          return ok(item ? supersetsOf(item, color, items, world) : [])
        },
      },
    },
    { path: /^\/colors$/, methods: { GET: () => ok(colors) } },
    {
      path: /^\/colors\/([^/]+)$/,
      methods: {
        GET(_, text = '') {
          const id = idOf(text, 'color_id')
          return ok(colors.find(({ color_id }) => color_id === id) ?? {})
        },
      },
    },
    { path: /^\/categories$/, methods: { GET: () => ok(categories) } },
    {
      path: /^\/categories\/([^/]+)$/,
      methods: {
        GET(_, text = '') {
          const category = categories.find(({ category_id }) => category_id === idOf(text, 'category_id'))
          if (!category) throw notFound()
          return ok(category)
        },
      },
    },
    {
      path: /^\/item_mapping\/([^/]+)\/([^/]+)$/,
      methods: {
        GET({ ask: { query } }, type = '', no = '') {
          const color = colorIdOf(query)
          const pairs = items.find(typeOf(type), no)?.pairs ?? []
          return ok(pairs.filter((pair) => color === undefined || pair.color.bricklink === color).flatMap(mappings))
        },
      },
    },
    {
      path: /^\/item_mapping\/([^/]+)$/,
      methods: {
        GET(_, element = '') {
          const pairs = world.pairs.filter(({ elements }) => elements.includes(element))
          return ok(pairs.flatMap(mappings).filter(({ element_id }) => element_id === element))
        },
      },
    },
  ]
}

function mappings({ part, color, elements }: World['pairs'][number]) {
  return elements.map((element) => ({
    ...{ item: { no: part.bricklink, type: 'PART' }, color_id: color.bricklink, color_name: color.bricklinkName },
    element_id: element,
  }))
}

/** In the sets of this world; at least one, as the color exists. */
function piecesIn({ sets }: World, pair: World['pairs'][number]): number {
  const rows = sets.flatMap((set) => set.rows.filter((row) => row.pair === pair))
  return Math.max(
    1,
    rows.reduce((sum, { quantity }) => sum + quantity, 0),
  )
}

function colorsOf({ colors }: World) {
  const none = { color_id: NO_COLOR.id, color_name: NO_COLOR.name, color_code: '', color_type: 'N/A' }
  const unique = new Map(colors.map((color) => [color.bricklink, color]))
  const rows = [...unique.values()].map(({ bricklink, bricklinkName, rgb, transparent }) => ({
    ...{ color_id: bricklink, color_name: bricklinkName, color_code: rgb },
    color_type: transparent ? 'Transparent' : 'Solid',
  }))
  return [none, ...rows]
}
