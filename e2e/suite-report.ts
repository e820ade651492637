import { existsSync, readFileSync } from 'node:fs'
import type { Spent } from './processor-time.ts'

/** Where processor time and waiting went, for the end of a run: by part of the portal, and the ten slowest tests. */
export function report(file: string): string[] {
  if (!existsSync(file)) return []
  const all: Spent[] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const parts = new Map<string, number>()
  for (const { file, processor } of all)
    parts.set(partOf(file), (parts.get(partOf(file)) ?? 0) + (processor || 0))
  const slowest = all.filter(({ test }) => test).toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0))
  return [
    'Seconds of processor by part:',
    ...[...parts]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 20)
      .map(([part, seconds]) => line(seconds, part)),
    'The ten slowest tests, in seconds:',
    ...slowest.slice(0, 10).map(({ seconds = 0, file, test }) => line(seconds, `${file}: ${test}`)),
  ]
}

/** A feature, a folder of the portal, or a file of journeys. */
function partOf(file: string): string {
  const [top, folder = '', next = ''] = file.split('/')
  return top === 'app' && folder === 'features' ? `${top}/${folder}/${next}` : `${top}/${folder}`
}

const line = (seconds: number, what: string) => `  ${seconds.toFixed(1).padStart(6)}  ${what}`
