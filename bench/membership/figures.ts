/** What the pages took with the large alliance beside the small one, and whether that is within the bars. */
import { median, percentile } from '../collab/figures.ts'
import type { Page } from './pages.ts'

/** The bars: how many times as long a page may take, and how often it may call the database's API. */
const MOST_TIMES = 2
const MOST_CALLS = 4

/** One trial of one page; times in milliseconds. */
export type Measured = { page: Page; trial: number; small: number[]; large: number[]; calls: number }
export type PageResult = {
  label: string
  /** Median of the trials, in milliseconds. */
  small: { p50: number; p95: number }
  large: { p50: number; p95: number }
  /** p95 with the large alliance by p95 with the small one: median of the trials, least and most. */
  ratio: { median: number; least: number; most: number }
  calls: number
  verdict: 'met' | 'MISSED' | ''
  noBar: string | undefined
}

export function judgePages(pages: Page[], measured: Measured[]): PageResult[] {
  return pages.map((page) => {
    const trials = measured.filter((one) => one.page === page)
    const p = (side: 'small' | 'large', q: number) =>
      trials.map((one) =>
        percentile(
          one[side].toSorted((a, b) => a - b),
          q,
        ),
      )
    const [fast, slow] = [p('small', 95), p('large', 95)]
    const ratios = slow.map((value, trial) => value / fast[trial]!)
    const ratio = { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
    const calls = Math.max(...trials.map((one) => one.calls))
    const within = ratio.median <= MOST_TIMES && calls <= MOST_CALLS
    return {
      label: `${page.label} (${page.as})`,
      small: { p50: median(p('small', 50)), p95: median(fast) },
      large: { p50: median(p('large', 50)), p95: median(slow) },
      ratio,
      calls,
      verdict: page.noBar ? '' : within ? 'met' : 'MISSED',
      noBar: page.noBar,
    }
  })
}

/** The results as a table for a terminal. */
export function tableOf(results: PageResult[]): string {
  const ms = (value: number) => value.toFixed(1)
  const rows = [
    [
      '',
      'small p50',
      'p95',
      'large p50',
      'p95',
      'p95 large/small',
      'calls',
      `≤ ${MOST_TIMES}×, ≤ ${MOST_CALLS} calls`,
    ],
    ...results.map(({ label, small, large, ratio, calls, verdict, noBar }) => [
      label,
      ms(small.p50),
      ms(small.p95),
      ms(large.p50),
      ms(large.p95),
      `${ratio.median.toFixed(2)}× [${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}]`,
      String(Math.round(calls * 10) / 10),
      verdict || `no bar: ${noBar}`,
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: string[]) =>
    `  ${row.map((cell, i) => (i === 0 || i > 6 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`.trimEnd()
  return ['\nPages, times in ms', ...rows.map(line)].join('\n')
}
