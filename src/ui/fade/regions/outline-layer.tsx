import type { OutlineProblem } from '../../../domain/fade-chart/outline-problem.ts'
import { FEWEST_CORNERS, type Outline, type RegionDraft } from '../../../domain/fade-chart/region-draft.ts'
import { applyTransform, type Matrix3, type Point } from '../../../domain/transform.ts'
import type { Size } from '../../../domain/viewer/size.ts'
import type { RegionTool } from './region-stage.tsx'
import { regionWords } from './region-words.ts'

interface Props {
  readonly draft: RegionDraft
  readonly problems: readonly (OutlineProblem | null)[]
  readonly tool: RegionTool
  readonly size: Size
  /** Photo pixels to stage pixels. */
  readonly transform: Matrix3
  /** Where the next corner would be, in photo pixels. */
  readonly cursor: Point | null
  /** True while the cursor is moved by keys, and must be seen. */
  readonly isKeyboard: boolean
}

/** The outlines over the photo, drawn in screen pixels, so that lines and handles keep their size at every zoom. */
export function OutlineLayer({ draft, problems, tool, size, transform, cursor, isKeyboard }: Props) {
  const toStage = (point: Point): Point => applyTransform(transform, point)
  const { outlines, open, selection } = draft
  const cursorAt = cursor === null ? null : toStage(cursor)
  return (
    <svg className="outlines" width={size.width} height={size.height} aria-hidden>
      {outlines.map((outline, index) => (
        <ClosedOutline
          // Outlines have no identity but their place in the list.
          key={index}
          outline={outline}
          index={index}
          points={outline.points.map(toStage)}
          problem={problems[index] ?? null}
          selectedCorner={selection?.outline === index ? selection.corner : undefined}
          hasHandles={tool === 'adjust' || selection?.outline === index}
        />
      ))}
      {open === null ? null : (
        <OpenOutline outline={open} points={open.points.map(toStage)} cursor={cursorAt} />
      )}
      {isKeyboard && cursorAt !== null ? <Crosshair at={cursorAt} /> : null}
    </svg>
  )
}

interface ClosedProps {
  readonly outline: Outline
  readonly index: number
  /** In stage pixels. */
  readonly points: readonly Point[]
  readonly problem: OutlineProblem | null
  /** Undefined where the outline is not chosen; null where it is, without a corner. */
  readonly selectedCorner: number | null | undefined
  readonly hasHandles: boolean
}

function ClosedOutline({ outline, index, points, problem, selectedCorner, hasHandles }: ClosedProps) {
  const isSelected = selectedCorner !== undefined
  const path = `${pathOf(points)}Z`
  const [labelX, labelY] = middleOf(points)
  const className = `outline outline--${outline.kind}${isSelected ? ' outline--selected' : ''}${problem === null ? '' : ' outline--wrong'}`
  return (
    <g className={className}>
      <path className="outline__ground" d={path} />
      <path className="outline__line" d={path} data-target="outline" data-outline={index} />
      <text className="outline__label" x={labelX} y={labelY} textAnchor="middle" dy="0.35em">
        {regionWords(outline.kind)}
      </text>
      {isSelected
        ? points.map((point, corner) => (
            <SideHandle
              key={corner}
              at={middleOf([point, points[(corner + 1) % points.length] ?? point])}
              outline={index}
              corner={corner}
            />
          ))
        : null}
      {hasHandles
        ? points.map(([x, y], corner) => (
            <g key={corner} className={`corner${corner === selectedCorner ? ' corner--selected' : ''}`}>
              <circle className="corner__mark" cx={x} cy={y} r={corner === selectedCorner ? 6.5 : 4.5} />
              <circle
                className="corner__grip"
                cx={x}
                cy={y}
                r={12}
                data-target="corner"
                data-outline={index}
                data-corner={corner}
              />
            </g>
          ))
        : null}
    </g>
  )
}

/** In the middle of a side: dragged, it becomes a corner. */
function SideHandle(props: { readonly at: Point; readonly outline: number; readonly corner: number }) {
  const [x, y] = props.at
  return (
    <g className="side-handle">
      <path className="side-handle__mark" d={`M${x - 3.5},${y}h7M${x},${y - 3.5}v7`} />
      <circle
        className="corner__grip"
        cx={x}
        cy={y}
        r={9}
        data-target="side"
        data-outline={props.outline}
        data-corner={props.corner}
      />
    </g>
  )
}

interface OpenProps {
  readonly outline: Outline
  readonly points: readonly Point[]
  readonly cursor: Point | null
}

function OpenOutline({ outline, points, cursor }: OpenProps) {
  const path = pathOf(cursor === null ? points : [...points, cursor])
  const canClose = points.length >= FEWEST_CORNERS
  return (
    <g className={`outline outline--open outline--${outline.kind}`}>
      <path className="outline__ground" d={path} />
      <path className="outline__line" d={path} />
      {points.map(([x, y], corner) => (
        <g key={corner} className={`corner${corner === 0 && canClose ? ' corner--closing' : ''}`}>
          <circle className="corner__mark" cx={x} cy={y} r={corner === 0 && canClose ? 7 : 4.5} />
          {corner === 0 && canClose ? (
            <circle className="corner__grip" cx={x} cy={y} r={13} data-target="first" />
          ) : null}
        </g>
      ))}
    </g>
  )
}

function Crosshair({ at: [x, y] }: { readonly at: Point }) {
  const cross = `M${x - 14},${y}h10M${x + 4},${y}h10M${x},${y - 14}v10M${x},${y + 4}v10`
  return (
    <g className="crosshair">
      <path className="crosshair__ground" d={cross} />
      <path className="crosshair__line" d={cross} />
    </g>
  )
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('')
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce(([x, y], point) => [x + point[0], y + point[1]], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}
