import { add, rawRows, realFile } from './shared.ts'

/** Amounts are whole thousandths of a pound: prices in the file have up to three decimals. */
const thousandths = 1000

/** One customer, by the product's definitions: an order is a purchase when its lines come to more than zero. */
export interface Buyer {
  first: string | null
  last: string | null
  orders_12m: number
  net_12m: number
  net: number
}

/** Online Retail as the test reads it, by itself. */
export interface Shop {
  lines: number
  without_customer: number
  without_description: number
  /** Lines with a customer that repeat another line in every column. */
  repeated_lines: number
  /** The same under another invoice number, but one of each. */
  repeated_elsewhere: number
  products: Set<string>
  described_products: Set<string>
  /** Pounds, units and orders by month. */
  months: Map<string, { net: number; identified: number; units: number; orders: number }>
  buyers: Map<string, Buyer>
  /** Credit notes of each customer, in pounds and negative. */
  credited: Map<string, number>
}

interface Order {
  day: string
  customer: string | null
  net: number
}

/** Reads the whole file with csv-parse and counts. `year_from` is the first day of the twelve months up to the last one. */
export async function readShop(year_from: string): Promise<Shop> {
  const shop = emptyShop()
  const orders = new Map<string, Order>()
  const whole = new Map<string, number>()
  const alike = new Map<string, { rows: number; invoices: Set<string> }>()
  for await (const row of rawRows(realFile('online_retail', 'online_retail.csv.gz'))) {
    const customer = row['CustomerID']!.replace(/\.0$/, '') || null
    const net = Number(row['Quantity']) * Math.round(Number(row['UnitPrice']) * thousandths)
    countLine(shop, row, customer, net)
    const { InvoiceNo = '', InvoiceDate = '', Country = '' } = row
    const day = InvoiceDate.slice(0, 10)
    const key = [InvoiceNo, day, Country, customer].join('|')
    orders.set(key, { day, customer, net: (orders.get(key)?.net ?? 0) + net })
    if (customer === null) continue
    add(whole, Object.values(row).join('|'), 1)
    const content = [customer, Country, InvoiceDate, row['StockCode'], row['Quantity'], net].join('|')
    const same = alike.get(content) ?? { rows: 0, invoices: new Set() }
    alike.set(content, { rows: same.rows + 1, invoices: same.invoices.add(InvoiceNo) })
    if (InvoiceNo.startsWith('C')) add(shop.credited, customer, net / thousandths)
  }
  for (const rows of whole.values()) shop.repeated_lines += rows - 1
  for (const { rows, invoices } of alike.values()) if (invoices.size > 1) shop.repeated_elsewhere += rows - 1
  for (const order of orders.values()) countOrder(shop, order, year_from)
  return shop
}

function emptyShop(): Shop {
  return {
    lines: 0,
    without_customer: 0,
    without_description: 0,
    repeated_lines: 0,
    repeated_elsewhere: 0,
    products: new Set(),
    described_products: new Set(),
    months: new Map(),
    buyers: new Map(),
    credited: new Map(),
  }
}

function countLine(shop: Shop, row: Record<string, string>, customer: string | null, net: number): void {
  shop.lines += 1
  if (customer === null) shop.without_customer += 1
  if (row['Description'] === '') shop.without_description += 1
  shop.products.add(row['StockCode']!)
  if (row['Description']!.trim() !== '') shop.described_products.add(row['StockCode']!)
  const month = monthOf(shop, row['InvoiceDate']!)
  month.net += net / thousandths
  month.units += Number(row['Quantity'])
  if (customer !== null) month.identified += net / thousandths
}

function monthOf({ months }: Shop, day: string) {
  const name = `${day.slice(0, 7)}-01`
  if (!months.has(name)) months.set(name, { net: 0, identified: 0, units: 0, orders: 0 })
  return months.get(name)!
}

function countOrder(shop: Shop, { day, customer, net }: Order, year_from: string): void {
  if (net > 0) monthOf(shop, day).orders += 1
  if (customer === null) return
  const buyer = shop.buyers.get(customer) ?? { first: null, last: null, orders_12m: 0, net_12m: 0, net: 0 }
  shop.buyers.set(customer, buyer)
  buyer.net += net / thousandths
  if (day >= year_from) buyer.net_12m += net / thousandths
  if (net <= 0) return
  if (day >= year_from) buyer.orders_12m += 1
  if (buyer.first === null || day < buyer.first) buyer.first = day
  if (buyer.last === null || day > buyer.last) buyer.last = day
}
