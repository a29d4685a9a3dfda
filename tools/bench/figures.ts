/** The value below which this share (0 to 1) of the values lies. NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

export function seconds(value: number): string {
  return `${(value / 1000).toFixed(1)} s`;
}

export function times(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ×`;
}

export function p50p95(values: readonly number[]): string {
  return `p50 ${ms(median(values))}, p95 ${ms(quantile(values, 0.95))}`;
}
