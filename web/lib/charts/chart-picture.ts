import type { EChartsOption } from 'echarts'
import type { Draw } from './draw.ts'
import { currentPalette } from './palette.ts'
import type { Palette } from './palette.ts'

/** A chart as it leaves the product: with its title and, below it, the filters and the date of its data. */
export interface Picture {
  readonly draw: Draw
  readonly width: number
  readonly height: number
  readonly title: string
  readonly subtitle: string
  /** What the colours of the chart stand for, where its own texts do not say so. */
  readonly legend?: Legend
}

/** Names of colours. */
export type Legend = (palette: Palette) => readonly { readonly name: string; readonly colour: string }[]

const heading = 58
const legend_line = 22
const margin = 20

/** The picture as the text of an SVG file. Every text in it is escaped. */
async function svgPicture(picture: Picture, palette: Palette): Promise<string> {
  const { init } = await import('./echarts.ts')
  const size = { width: picture.width, height: picture.height + headingOf(picture) + margin }
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ ...withHeading(picture, palette), animation: false, backgroundColor: palette.paper })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

const headingOf = ({ legend }: Picture) => heading + (legend ? legend_line : 0)

function withHeading(picture: Picture, palette: Palette): EChartsOption {
  const { draw, title, subtitle, legend, width } = picture
  const option = draw(palette)
  const named = legend?.(palette) ?? []
  const style = { width: width - 2 * margin, overflow: 'truncate' } as const
  return {
    ...option,
    title: {
      text: title,
      subtext: named.length > 0 ? `${withoutMarkup(subtitle)}\n${legendText(named)}` : subtitle,
      left: margin,
      top: 12,
      itemGap: 4,
      textStyle: { ...style, fontFamily: palette.font, fontSize: 16, fontWeight: 600, color: palette.ink },
      subtextStyle: {
        ...{ ...style, fontFamily: palette.font, fontSize: 12, lineHeight: 20, color: palette.ink_soft },
        rich: Object.fromEntries(
          named.map(({ colour }, nth) => [`c${nth}`, { color: colour, fontSize: 14 }]),
        ),
      },
    },
    ...moved(option, headingOf(picture)),
  }
}

/** Names behind squares of their colours, as rich text. */
const legendText = (named: ReturnType<Legend>): string =>
  named.map(({ name }, nth) => `{c${nth}|■} ${withoutMarkup(name)}`).join('    ')

/** Rich text must not take names of the chain's own for its markup. */
const withoutMarkup = (text: string) => text.replaceAll(/[{}|]/g, ' ')

type Placed = { top?: number; bottom?: number; left?: number; right?: number }

/** Makes room for the heading: the grid moves, or each series of a chart that has none. */
function moved({ grid, series }: EChartsOption, by: number): EChartsOption {
  if (grid) return { grid: inset(grid as Placed, by) as never }
  return { series: [series ?? []].flat().map((one) => ({ ...one, ...inset(one as Placed, by) })) as never }
}

function inset({ top = 0, bottom = 0, left = 0, right = 0, ...rest }: Placed, by: number): Placed {
  return {
    ...rest,
    top: top + by,
    bottom: bottom + margin,
    left: left + margin,
    right: right + margin,
  }
}

/** The picture as a file, in the colours in force; a PNG has twice its size, sharp on paper. Needs a browser. */
export async function pictureFile(type: 'png' | 'svg', picture: Picture): Promise<Blob> {
  const svg = await svgPicture(picture, currentPalette())
  return type === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : png(svg)
}

async function png(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large to draw')))),
  )
}
