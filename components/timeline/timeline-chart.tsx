'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useLocale } from 'use-intl';
import 'uplot/dist/uPlot.min.css';
import type { Palette } from '#components/node-cell/palette.ts';
import { usePalette } from '#components/node-cell/use-palette.ts';
import { TIMELINE_SERIES, type TimelineSeriesName } from '#lib/rollout/timeline-node.ts';
import { axisTime } from './axis-time.ts';
import { SERIES_LOOK } from './series-look.ts';
import { pointAt, type ShownSpan } from './shown-span.ts';

interface TimelineChartProps {
  readonly span: ShownSpan;
  readonly label: string;
  /** Moments to mark, in milliseconds since the epoch. */
  readonly marks: readonly number[];
  /** Called with the index of the point under the pointer, null when it has left. */
  readonly onPoint: (point: number | null) => void;
}

const HEIGHT = 132;
const AXIS_FONT = '11px "Inter Variable", system-ui, sans-serif';

/** Updated, available and stale over time, as steps; a picture, since the words and the table beside it say the same. */
export default function TimelineChart({ span, label, marks, onPoint }: TimelineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const palette = usePalette();
  const locale = useLocale();
  const [width, setWidth] = useState(0);
  const latest = useRef({ span, marks });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const tell = useEffectEvent((plot: uPlot) => {
    const left = plot.cursor.left ?? -1;
    onPoint(left < 0 ? null : pointAt(latest.current.span.series.at, plot.posToVal(left, 'x') * 1000));
  });
  useEffect(() => {
    if (!box.current || !palette || width === 0) return;
    const hooks = {
      setCursor: [(plot: uPlot) => tell(plot)],
      draw: [(plot: uPlot) => drawMarks(plot, latest.current.marks, palette)],
    };
    const plot = new uPlot(
      { ...optionsFor(palette, locale), width, height: HEIGHT, hooks },
      dataOf(latest.current.span),
      box.current,
    );
    chart.current = plot;
    return () => {
      chart.current = null;
      plot.destroy();
    };
  }, [palette, locale, width]);
  useEffect(() => {
    latest.current = { span, marks };
    chart.current?.setData(dataOf(span));
  }, [span, marks]);
  return <div ref={box} role="img" aria-label={label} className="mt-2 min-h-[132px] w-full" />;
}

function dataOf({ series }: ShownSpan): uPlot.AlignedData {
  return [series.at.map((at) => at / 1000), ...TIMELINE_SERIES.map((name) => [...series[name]])] as unknown as uPlot.AlignedData;
}

function optionsFor(palette: Palette, locale: string): Omit<uPlot.Options, 'width' | 'height'> {
  const axis = { stroke: palette.mute, font: AXIS_FONT, ticks: { show: false }, border: { show: false } };
  const grid = { stroke: palette.line, width: 1 };
  return {
    legend: { show: false },
    padding: [6, 22, 0, 0],
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        gap: 4,
        space: 64,
        values: (_, splits) => splits.map((at) => axisTime(at, splits, locale)),
      },
      {
        ...axis,
        grid,
        size: (_, values) => 14 + 7 * Math.max(1, ...(values ?? []).map((text) => text.length)),
        gap: 4,
        space: 32,
        incrs: WHOLE,
      },
    ],
    series: [{}, ...TIMELINE_SERIES.map((name) => lineOf(name, palette))],
  };
}

/** Counts are whole. */
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

function lineOf(name: TimelineSeriesName, palette: Palette): uPlot.Series {
  const { token, dash, width } = SERIES_LOOK[name];
  const paths = uPlot.paths.stepped?.({ align: 1 });
  return {
    stroke: palette[token],
    width,
    points: { show: false },
    ...(dash === null ? {} : { dash: [...dash] }),
    ...(paths === undefined ? {} : { paths }),
  };
}

function drawMarks(plot: uPlot, marks: readonly number[], palette: Palette): void {
  const { ctx: context, bbox } = plot;
  context.save();
  context.strokeStyle = palette.mute;
  context.fillStyle = palette.mute;
  context.lineWidth = Math.max(1, Math.round(devicePixelRatio));
  const size = 4 * devicePixelRatio;
  for (const at of marks) {
    const x = Math.round(plot.valToPos(at / 1000, 'x', true)) + 0.5;
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    context.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    context.beginPath();
    context.moveTo(x, bbox.top);
    context.lineTo(x, bbox.top + bbox.height);
    context.stroke();
    context.beginPath();
    context.moveTo(x - size, bbox.top - size / 2);
    context.lineTo(x + size, bbox.top - size / 2);
    context.lineTo(x, bbox.top + size);
    context.closePath();
    context.fill();
  }
  context.restore();
}
