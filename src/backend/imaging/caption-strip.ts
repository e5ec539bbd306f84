import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type satori from 'satori'
import sharp from 'sharp'

/** One part of the strip with the line that stands in it. */
export interface CaptionCell {
  readonly line: string
  readonly align: 'left' | 'right'
}

type SatoriNode = Parameters<typeof satori>[0]
type Font = NonNullable<Parameters<typeof satori>[1]>['fonts'][number]

/** The neutral grey under the photos, R = G = B. */
export const STRIP_GREY = 0x1c

let fonts: Promise<Font[]> | undefined

/**
 * Draws the strip of captions as outlines of the bundled Inter, so that it looks the same on every machine.
 * RGB, 8 bit, `widthPx` x `heightPx`. Cells share the width evenly; a "fresh" in a line is framed.
 */
export async function drawCaptionStrip(options: {
  readonly widthPx: number
  readonly heightPx: number
  readonly textPx: number
  readonly gapPx: number
  readonly cells: readonly CaptionCell[]
}): Promise<Uint8Array> {
  const { widthPx, heightPx, textPx, gapPx, cells } = options
  fonts ??= loadFonts()
  const strip = element(
    {
      width: widthPx,
      height: heightPx,
      gap: gapPx,
      fontFamily: 'Inter',
      fontSize: textPx,
      backgroundColor: grey(STRIP_GREY),
    },
    cells.map((cell) => captionCell(cell, textPx)),
  )
  // Loaded by the first export: it would be an eighth of every start.
  const { default: drawSvg } = await import('satori')
  const svg = await drawSvg(strip, { width: widthPx, height: heightPx, fonts: await fonts })
  return sharp(Buffer.from(svg)).removeAlpha().toColourspace('srgb').raw().toBuffer()
}

function captionCell({ line, align }: CaptionCell, textPx: number): SatoriNode {
  const [role, ...rest] = line.split(' · ')
  const parts = [element({ fontWeight: 600, color: grey(0xf2) }, role ?? '')]
  for (const part of rest) {
    const isFresh = part === 'fresh'
    const frame = isFresh
      ? {
          color: grey(0xf2),
          border: `${Math.max(1, textPx / 16)}px solid ${grey(0x9c)}`,
          borderRadius: textPx * 0.3,
          padding: `${textPx * 0.12}px ${textPx * 0.42}px`,
        }
      : { color: grey(0xb4) }
    parts.push(element(frame, part))
  }
  return element(
    {
      flexGrow: 1,
      flexBasis: 0,
      alignItems: 'center',
      justifyContent: align === 'left' ? 'flex-start' : 'flex-end',
      gap: textPx * 0.6,
      padding: `0 ${textPx * 0.9}px`,
      whiteSpace: 'nowrap',
    },
    parts,
  )
}

/** satori reads plain objects in React's shape; React itself is not needed in the backend. */
function element(style: Record<string, unknown>, children: string | readonly SatoriNode[]): SatoriNode {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } } as SatoriNode
}

function grey(level: number): string {
  return `rgb(${level}, ${level}, ${level})`
}

async function loadFonts(): Promise<Font[]> {
  const { resolve } = createRequire(import.meta.url)
  const weights = [500, 600] as const
  return Promise.all(
    weights.map(async (weight) => ({
      name: 'Inter',
      weight,
      style: 'normal' as const,
      data: await readFile(resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`)),
    })),
  )
}
