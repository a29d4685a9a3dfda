import { writeFileSync } from "node:fs";
import { type EChartsOption, init } from "echarts";
import { COLORS } from "../pictures/colors";
import type { Compared } from "./compared";

const INK = COLORS.ink;
const LINES = [COLORS.red, COLORS.yellow, COLORS.blue, COLORS.green];
const SYMBOLS = ["circle", "triangle", "rect", "diamond"] as const;
/** The third and the fourth line need the same calls: one must show behind the other. */
const SIZES = [9, 9, 14, 8];
const LABELS = ["bottom", "top", "top", "bottom"] as const;

/** Draws wall time and calls over the number of goals, side by side, on logarithmic axes. */
export function drawPlot(compared: Compared, file: string): void {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 960, height: 420 });
  chart.setOption(optionOf(compared));
  writeFileSync(file, `${chart.renderToSVGString()}\n`);
  chart.dispose();
}

function optionOf({ series, latencyMs }: Compared): EChartsOption {
  const sizes = series[0]?.points.map(({ goals }) => String(goals)) ?? [];
  const line = (name: string, index: number, grid: number, values: readonly number[]) => ({
    name,
    type: "line" as const,
    xAxisIndex: grid,
    yAxisIndex: grid,
    data: [...values],
    color: LINES[index] ?? INK,
    symbol: SYMBOLS[index] ?? "circle",
    symbolSize: SIZES[index] ?? 9,
    lineStyle: { width: 2 },
    label: {
      show: true,
      formatter: ({ value }: { value?: unknown }) => Number(value).toLocaleString("en"),
      position: LABELS[index] ?? "top",
      color: LINES[index] ?? INK,
      fontSize: 11,
    },
    labelLayout: { moveOverlap: "shiftY" as const },
  });
  const axis = {
    nameTextStyle: { color: INK },
    axisLabel: { color: INK },
    axisLine: { lineStyle: { color: INK } },
  };
  const over = (grid: number) => ({
    ...axis,
    type: "category" as const,
    gridIndex: grid,
    data: sizes.map((size) => Number(size).toLocaleString("en")),
    name: "goals",
    nameLocation: "middle" as const,
    nameGap: 28,
  });
  const up = (grid: number) => ({
    ...axis,
    type: "log" as const,
    gridIndex: grid,
    min: 1,
    splitLine: { lineStyle: { color: COLORS.faint } },
  });
  const title = (text: string, left: string) => ({
    text,
    left,
    top: 36,
    textStyle: { color: INK, fontSize: 13 },
  });
  return {
    animation: false,
    backgroundColor: COLORS.background,
    textStyle: { fontFamily: "sans-serif", color: INK },
    title: [title(`First up: seconds (${latencyMs} ms a call)`, "6%"), title("First up: calls", "55%")],
    // Names are drawn wider than the chart, which has no font here, takes them to be.
    legend: { top: 6, itemGap: 44, textStyle: { color: INK }, data: series.map(({ name }) => name) },
    grid: [
      { left: "6%", width: "41%", top: 76, bottom: 50 },
      { left: "55%", width: "41%", top: 76, bottom: 50 },
    ],
    xAxis: [over(0), over(1)],
    yAxis: [up(0), up(1)],
    series: series.flatMap(({ name, points }, index) => [
      line(
        name,
        index,
        0,
        points.map(({ wallMs }) => Math.max(1, Math.round(wallMs / 100) / 10)),
      ),
      line(
        name,
        index,
        1,
        points.map(({ calls }) => calls),
      ),
    ]),
  };
}
