import type { ChapterStore, RightsQuery, Right } from './chapter-store.ts'

/** A key for maps: equal queries have equal keys. */
export function rightsKey({ person, chapter, session }: RightsQuery): string {
  return `${person} ${chapter} ${session}`
}

export type Rights = ReturnType<typeof rightsLookup>

/** Asks the database what a person may do with a chapter. Questions that arrive during a call share the next one. */
export function rightsLookup(store: Pick<ChapterStore, 'rights'>) {
  let waiting: { query: RightsQuery; resolve: (right: Right) => void; reject: (error: unknown) => void }[] =
    []
  let calling = false

  async function run() {
    while (waiting.length > 0) {
      const asked = waiting.splice(0, 200)
      try {
        const found = new Map(
          (await store.rights(asked.map((one) => one.query))).map((right) => [rightsKey(right), right]),
        )
        for (const { query, resolve } of asked) {
          resolve(found.get(rightsKey(query)) ?? { ...query, access: null, name: null })
        }
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    calling = false
  }

  return {
    /** The right at this moment. Rejects with a `StoreError`. */
    of(query: RightsQuery): Promise<Right> {
      return new Promise((resolve, reject) => {
        waiting.push({ query, resolve, reject })
        if (calling) return
        calling = true
        // Later in this turn, so that questions of the same moment share the call, as when a chapter is opened.
        setImmediate(() => void run())
      })
    },
  }
}
