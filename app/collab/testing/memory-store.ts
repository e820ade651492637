import { StoreError, type ChapterStore, type JournalRow } from '../server/chapter-store.ts'

type Chapter = { rows: JournalRow[]; version: number; state: Uint8Array | null; vector: Uint8Array | null }

/** A store in memory, for unit tests of single modules. Tests of several modules together use the real database. */
export function memoryStore(chapterIds: string[]) {
  const chapters = new Map<string, Chapter>(
    chapterIds.map((id) => [id, { rows: [], version: 0, state: null, vector: null }]),
  )
  let next = 1
  const control = {
    chapters,
    calls: 0,
    /** While set, every append rejects in this way. */
    failing: null as 'away' | 'refused' | null,
    /** A chapter whose rows the database refuses. */
    poisoned: null as string | null,
    /** While set, appends wait for it. */
    gate: null as Promise<void> | null,
  }
  const store: ChapterStore = {
    async append(batch) {
      control.calls += 1
      await control.gate
      if (control.failing) throw new StoreError('no', control.failing === 'away')
      if (batch.some((one) => one.chapter === control.poisoned)) throw new StoreError('refused', false)
      const stored: Record<string, number> = {}
      const gone: string[] = []
      for (const { chapter, person, update } of batch) {
        const found = chapters.get(chapter)
        if (!found) {
          gone.push(chapter)
          continue
        }
        stored[chapter] = next
        found.rows.push({ id: next++, person, at: Date.now(), update })
      }
      return { stored, gone }
    },
    async state(id, known) {
      const chapter = chapters.get(id)
      return {
        exists: chapter !== undefined,
        version: chapter?.version ?? 0,
        snapshot: chapter && chapter.version !== known ? chapter.state : null,
        stateVector: chapter?.vector ?? null,
        clean: true,
        rows: [...(chapter?.rows ?? [])],
      }
    },
    openHistory: async () => [],
    wholeHistory: async () => [],
    async saveSnapshot(id, snapshot) {
      const chapter = chapters.get(id)
      if (!chapter) return { kind: 'gone' }
      if (chapter.version !== snapshot.base) return { kind: 'stale' }
      chapter.version += 1
      chapter.state = snapshot.state
      chapter.vector = snapshot.stateVector
      chapter.rows = chapter.rows.filter((row) => !snapshot.ids.includes(row.id))
      return { kind: 'saved', version: chapter.version }
    },
    noteFault: async () => {},
    rights: async (pairs) => pairs.map((pair) => ({ ...pair, access: 'edit', name: 'Somebody' })),
    rightsClock: async () => '1',
  }
  return { store, control }
}
