import { z } from 'zod'

/** Rows that a list left out because they do not fit what its page expects: where, how many, and since when. */
export type LeftOut = { list: string; reason: string; count: number; since: string }

const most = 50
const found = new Map<string, LeftOut>()
let report: (one: LeftOut) => void = () => {}

/** What this process left out since it started, the lists in the order they were found. */
export const rowsLeftOut = (): LeftOut[] => [...found.values()]

/** Has each new fault told, once. The portal's start has it logged. */
export function onRowLeftOut(tell: (one: LeftOut) => void): void {
  report = tell
}

/** Forgets what was left out. For tests. */
export const forgetRowsLeftOut = (): void => found.clear()

function leaveOut(list: string, error: z.ZodError): void {
  const [issue] = error.issues
  // The path and the code say what is wrong; the value may be somebody's.
  const reason = `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'unfit'}`
  const key = `${list} ${reason}`
  const known = found.get(key)
  if (known) known.count += 1
  else if (found.size < most) {
    const one = { list, reason, count: 1, since: new Date().toISOString() }
    found.set(key, one)
    report(one)
  }
}

/** The rows of a list, read one by one: a row that does not fit is left out and noted, and the others are shown. */
export function rowsOf<T extends z.ZodType>(list: string, row: T) {
  return z.array(z.unknown()).transform((rows): z.infer<T>[] =>
    rows.flatMap((each) => {
      const read = row.safeParse(each)
      if (read.success) return [read.data]
      leaveOut(list, read.error)
      return []
    }),
  )
}
