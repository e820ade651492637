/** Percentiles, medians over trials, bars, and the table that is printed. */

export type Side = 'portal' | 'bare'
/** What one trial of a workload measured, figure by figure. */
export type Figures = Record<string, number>
export type Trial = { side: Side; trial: number; figures: Figures; faults: string[] }

/**
 * One line of the table. `bar` is what the portal's median must not go over; it may depend on the bare server's median
 * of the same run. Figures without a bar are there to be read beside the others.
 */
export type Line = {
  figure: string
  label: string
  unit: 'ms' | 'MB' | 's' | '×' | ''
  /** The bare server's figure to set this one against, when it has another name there. */
  against?: string
  bar?: { text: string; most(bare: number, portal: Record<string, number>): number }
}

export type Result = {
  label: string
  unit: string
  portal: Spread | null
  bare: Spread | null
  ratio: number | null
  bar: string | null
  most: number | null
  verdict: 'met' | 'MISSED' | 'not measured' | ''
}
export type Spread = { median: number; least: number; most: number }

export function percentile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return Number.NaN
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]!
}

/** p50, p95, p99 and the longest of unsorted values, named `<name>.p50` and so on. */
export function spreadOf(name: string, values: ArrayLike<number>): Figures {
  const sorted = Float64Array.from(values).sort()
  return {
    [`${name}.p50`]: percentile(sorted, 50),
    [`${name}.p95`]: percentile(sorted, 95),
    [`${name}.p99`]: percentile(sorted, 99),
    [`${name}.max`]: percentile(sorted, 100),
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function spread(trials: Trial[], side: Side, figure: string): Spread | null {
  const values = trials
    .filter((trial) => trial.side === side)
    .map((trial) => trial.figures[figure])
    .filter((value): value is number => value !== undefined && !Number.isNaN(value))
  if (values.length === 0) return null
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) }
}

export function judge(lines: Line[], trials: Trial[]): Result[] {
  return lines.map(({ figure, label, unit, against, bar }) => {
    const portal = spread(trials, 'portal', figure)
    const bare = spread(trials, 'bare', against ?? figure)
    const others: Record<string, number> = {}
    for (const name of new Set(trials.flatMap((trial) => Object.keys(trial.figures)))) {
      const other = spread(trials, 'portal', name)
      if (other) others[name] = other.median
    }
    const most = bar && portal ? bar.most(bare?.median ?? Number.NaN, others) : null
    const known = most !== null && !Number.isNaN(most)
    return {
      label,
      unit,
      portal,
      bare,
      ratio: portal && bare ? portal.median / bare.median : null,
      bar: bar?.text ?? null,
      most: known ? most : null,
      verdict: !bar ? '' : !known || !portal ? 'not measured' : portal.median <= most ? 'met' : 'MISSED',
    }
  })
}

const number = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
const range = (spread: Spread | null) =>
  !spread
    ? '–'
    : spread.least === spread.most
      ? number(spread.median)
      : `${number(spread.median)} [${number(spread.least)}–${number(spread.most)}]`

/** The results as a table for a terminal: median over the trials, range in brackets. */
export function table(title: string, results: Result[]): string {
  const rows = [
    ['', 'portal', 'bare', 'ratio', 'bar', ''],
    ...results.map((r) => [
      `${r.label}${r.unit ? ` (${r.unit})` : ''}`,
      range(r.portal),
      range(r.bare),
      r.ratio === null ? '–' : `${r.ratio.toFixed(2)}×`,
      r.bar ? `${r.bar}${r.most === null ? '' : ` = ${number(r.most)}`}` : '',
      r.verdict,
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: string[]) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd()
  return [`\n${title}`, ...rows.map(line)].join('\n')
}
