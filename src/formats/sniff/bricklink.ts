/** How XML that lists items begins: which of its kinds, by the first kilobytes. Each file is of one kind only. */

/** A wanted list: has what only wanted lists have, or nothing that says otherwise. */
export function isWantedList(head: string): boolean {
  const text = plain(head)
  return isInventory(text) && (WANTED.test(text) || !STOCK.test(text))
}

/** What is there, and not what is wanted: the inventory of a store or of a set. */
export function isStockList(head: string): boolean {
  const text = plain(head)
  return isInventory(text) && !WANTED.test(text) && STOCK.test(text)
}

export function isOrderList(head: string): boolean {
  return ORDERS.test(plain(head))
}

export function isBrickStore(head: string): boolean {
  return BRICKSTORE.test(plain(head))
}

function isInventory(text: string): boolean {
  return /<(INVENTORY|ITEM)[\s/>]/i.test(text) && !BRICKSTORE.test(text) && !ORDERS.test(text) && !PAGE.test(text)
}

/** Without comments; UTF-16 is here as if it were UTF-8, so that each second character is none. */
function plain(head: string): string {
  return head.replaceAll('\0', '').replace(/<!--[^]*?-->/g, '')
}

const WANTED = /<(MINQTY|QTYFILLED|MAXPRICE|NOTIFY|WANTEDSHOW|WANTEDLISTID)[\s/>]/i
const STOCK = /<(QTY|EXTRA|ALTERNATE|COUNTERPART|MATCHID|LOTID|PRICE|STOCKROOM|BULK|SALE)[\s/>]/i
const ORDERS = /<ORDERS?[\s>]/i
const BRICKSTORE = /<(BrickStoreXML|BrickStockXML)[\s>]/i
const PAGE = /<(!doctype html|html|LXFML)\b/i
