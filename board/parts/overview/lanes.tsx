import type { PointerEvent } from 'react'
import type { Lane, Placed } from '../../words/lanes.ts'
import { clock } from '../../words/time.ts'
import { serviceName } from '../notice.tsx'
import { useWidth } from '../width.ts'

const LEVEL = 11
const HIGH = 7
const AXIS = 34
const LANE_PAD = 16
const MIN_WIDTH = 6

interface LanesProps {
  lanes: readonly Lane[]
  start: number
  end: number
  marker: number | undefined
  onMark: (at: number, isDragged: boolean) => void
}

/** The bars of one phase as one path. */
function shape({ look }: Placed, x: number, y: number, width: number): string {
  const [right, middle] = [x + width, y + HIGH / 2]
  if (look === 'FAILED' || look === 'FAILING')
    return `M${x} ${y + 2}h${width}v${HIGH - 2}h${-width}zM${x + width / 2 - 4} ${y + 2}l4 -5l4 5z`
  if (look === 'STOPPED')
    return `M${x} ${middle - 1.5}h${width}v3h${-width}zM${right - HIGH} ${y}h${HIGH}v${HIGH}h${-HIGH}z`
  if (look === 'ROLLED_BACK' || look === 'ROLLING_BACK')
    return `M${Math.min(x + 4, right)} ${y}H${right}v${HIGH}H${Math.min(x + 4, right)}L${x} ${middle}z`
  if (look === 'WAITING') return `M${x} ${middle - 2}h${width}v4h${-width}zM${right} ${middle - 5}l5 5l-5 5l-5 -5z`
  return `M${x} ${y}h${width}v${HIGH}h${-width}z`
}

const beyondOf = ({ beyond }: Lane) => (beyond > 0 ? `+${beyond} more` : '')

/** Lanes of a window of time. A click or the arrow keys move the marker; the list below is the text form. */
export function Lanes({ lanes, start, end, marker, onMark }: LanesProps) {
  const [frame, width] = useWidth(1100)
  const isNarrow = width < 700
  const left = isNarrow ? 8 : 200
  const scale = (at: number) => left + ((at - start) / (end - start)) * (width - left - 8)
  const timeAt = (x: number) => start + ((x - left) / (width - left - 8)) * (end - start)
  const paths = new Map<string, string[]>()
  let y = AXIS
  const heads = lanes.map((lane, index) => {
    const top = y
    const head = isNarrow ? 20 : 0
    for (const item of lane.items) {
      if (item.level >= lane.levels) continue
      const x = Math.max(left, scale(item.from))
      const wide = Math.max(MIN_WIDTH, scale(item.to) - x)
      const isAt = marker !== undefined && item.from <= marker && item.to >= marker
      const key = `lane-${item.look}${isAt ? ' at' : ''}`
      const list = paths.get(key) ?? []
      list.push(shape(item, x, top + head + LANE_PAD / 2 + item.level * LEVEL, wide))
      paths.set(key, list)
    }
    y += head + LANE_PAD + lane.levels * LEVEL
    return { lane, top, isFirst: lanes[index - 1]?.location !== lane.location }
  })
  const mark = (event: PointerEvent<SVGSVGElement>, isDragged: boolean) => {
    const at = timeAt(event.nativeEvent.offsetX)
    if (at >= start && at <= end) onMark(at, isDragged)
  }
  return (
    <div ref={frame} className="lanes">
      <svg
        width="100%"
        height={y + 4}
        aria-hidden="true"
        onPointerDown={(event) => mark(event, false)}
        onPointerMove={(event) => event.buttons === 1 && mark(event, true)}
      >
        {ticks(start, end, isNarrow ? 4 : 10).map((at) => (
          <g key={at}>
            <path className="axis" d={`M${scale(at)} ${AXIS - 6}V${y}`} />
            <text className="axis-text middle" x={scale(at)} y={20}>
              {clock(at, at)}
            </text>
          </g>
        ))}
        {heads.map(({ lane, top, isFirst }) => (
          <g key={`${lane.location} ${lane.service}`}>
            <path className={isFirst ? 'axis base' : 'axis'} d={`M${isFirst || isNarrow ? 0 : 106} ${top}H${width}`} />
            {(isFirst || isNarrow) && (
              <text className="lane-name" x={isNarrow ? 10 : 16} y={top + (isNarrow ? 16 : 18)}>
                {lane.location} {isNarrow && serviceName(lane.service)} {isNarrow && beyondOf(lane)}
              </text>
            )}
            {!isNarrow && (
              <text className="axis-text lane-service" x={110} y={top + 18}>
                {serviceName(lane.service)}
              </text>
            )}
            {!isNarrow && lane.beyond > 0 && (
              <text className="axis-text" x={110} y={top + 34}>
                {beyondOf(lane)}
              </text>
            )}
          </g>
        ))}
        {[...paths].map(([key, parts]) => (
          <path key={key} className={key} d={parts.join('')} />
        ))}
        <path className="now-line" d={`M${scale(end)} ${AXIS - 6}V${y}`} />
        {marker !== undefined && marker >= start && (
          <g>
            <path className="marker" d={`M${scale(marker)} 26V${y}`} />
            <rect
              className="marker-box"
              x={Math.min(scale(marker) - 32, width - 66)}
              y={8}
              width={64}
              height={19}
              rx={4}
            />
            <text className="marker-text" x={Math.min(scale(marker), width - 34)} y={21}>
              at {clock(marker, marker)}
            </text>
          </g>
        )}
      </svg>
    </div>
  )
}

const STEPS = [5, 10, 15, 30, 60, 120, 240, 720, 1440].map((minutes) => minutes * 60_000)

function ticks(start: number, end: number, most: number): number[] {
  const step = STEPS.find((each) => (end - start) / each <= most * 1.3) ?? 86_400_000
  const first = Math.ceil(start / step) * step
  return Array.from({ length: Math.floor((end - first) / step) + 1 }, (_, index) => first + index * step)
}
