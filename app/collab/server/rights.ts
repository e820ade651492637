import type { ChapterStore, RightsQuery, Right } from './chapter-store.ts'

/** Two pairs of the same name have the same right. */
export function rightsKey({ person, chapter, session }: RightsQuery): string {
  return `${person} ${chapter} ${session}`
}

export type Rights = ReturnType<typeof rightsLookup>

/** Asks what a person may do with a chapter; whoever asks while a call is under way shares the next one. */
export function rightsLookup(store: Pick<ChapterStore, 'rights'>) {
  let waiting: { pair: RightsQuery; resolve: (right: Right) => void; reject: (error: unknown) => void }[] = []
  let calling = false

  async function run() {
    while (waiting.length > 0) {
      const asked = waiting.splice(0, 200)
      try {
        const found = new Map(
          (await store.rights(asked.map((one) => one.pair))).map((right) => [rightsKey(right), right]),
        )
        for (const { pair, resolve } of asked) {
          resolve(found.get(rightsKey(pair)) ?? { ...pair, access: null, name: null })
        }
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    calling = false
  }

  return {
    /** The right as the database says now. Rejects with a `StoreError`. */
    of(pair: RightsQuery): Promise<Right> {
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
