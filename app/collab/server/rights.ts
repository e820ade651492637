import type { ChapterStore, Pair, Right } from './store.ts'

/** Two pairs of the same name have the same right. */
export function pairName({ person, chapter, session }: Pair): string {
  return `${person} ${chapter} ${session}`
}

export type Rights = ReturnType<typeof askRights>

/** Asks what a person may do with a chapter; whoever asks while a call is under way shares the next one. */
export function askRights(store: Pick<ChapterStore, 'rights'>) {
  let waiting: { pair: Pair; resolve: (right: Right) => void; reject: (error: unknown) => void }[] = []
  let calling = false

  async function run() {
    while (waiting.length > 0) {
      const asked = waiting.splice(0, 200)
      try {
        const found = new Map(
          (await store.rights(asked.map((one) => one.pair))).map((right) => [pairName(right), right]),
        )
        for (const { pair, resolve } of asked) {
          resolve(found.get(pairName(pair)) ?? { ...pair, access: null, name: null })
        }
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    calling = false
  }

  return {
    /** The right as the database says now. Rejects with a `StoreError`. */
    of(pair: Pair): Promise<Right> {
      return new Promise((resolve, reject) => {
        waiting.push({ pair, resolve, reject })
        if (calling) return
        calling = true
        // After whoever asks at the same moment, as the requests do that open a chapter: they share the call.
        setImmediate(() => void run())
      })
    },
  }
}
