import { spreadOf, type Figures } from './figures.ts'
import type { TypingReport } from './protocol.ts'

/**
 * Joins what was sent with what arrived: one value for each edit and each other editor of its chapter.
 * `since`: only edits made after this moment of the bench's clock.
 */
export function propagation(name: string, reports: TypingReport[], since = 0): Figures {
  const values: number[] = []
  for (const chapter of Map.groupBy(reports, (report) => report.chapter).values()) {
    for (const author of chapter) {
      for (const reader of chapter) {
        if (reader === author) continue
        const client = author.sent[0]
        const arrivals = reader.received
        let at = 0
        for (let i = 0; i < author.sent.length; i += 3) {
          const clock = author.sent[i + 1]!
          while (at < arrivals.length && !(arrivals[at] === client && arrivals[at + 2]! >= clock)) at += 4
          if (at < arrivals.length && author.sent[i + 2]! >= since)
            values.push(arrivals[at + 3]! - author.sent[i + 2]!)
        }
      }
    }
  }
  return spreadOf(name, values)
}
