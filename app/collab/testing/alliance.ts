import { randomUUID } from 'node:crypto'
import { serviceDb } from '#app/platform/supabase-service.server.ts'

export type Role = 'edit' | 'comment' | 'read' | 'none'

/** One institution with a compendium. Tests add chapters, and people with rights. */
export async function createAlliance() {
  const db = serviceDb()
  const [institution, compendium] = [randomUUID(), randomUUID()]
  await must(
    db.from('institutions').insert({
      id: institution,
      slug: institution,
      name: 'Institute of Tests',
      kind: 'research',
      country: 'DE',
    }),
  )
  await must(
    db
      .from('compendia')
      .insert({ id: compendium, slug: compendium, title: 'Tests', lead_institution_id: institution }),
  )
  return {
    institution,
    async chapter(): Promise<string> {
      const id = randomUUID()
      await must(db.from('chapters').insert({ id, compendium_id: compendium, title: 'A chapter' }))
      return id
    },
    /** A person who belongs to the institution today, with one right to a chapter. */
    async person(name: string, chapterId: string, role: Role = 'edit'): Promise<string> {
      const id = randomUUID()
      await must(db.from('people').insert({ id, name }))
      await must(
        db.from('affiliations').insert({ person_id: id, institution_id: institution, role: 'member' }),
      )
      if (role !== 'none') await grant(id, chapterId, role)
      return id
    },
    grant,
    async revoke(personId: string, chapterId: string) {
      await must(db.from('chapter_grants').delete().eq('person_id', personId).eq('chapter_id', chapterId))
    },
    async removeChapter(chapterId: string) {
      await must(db.from('chapters').delete().eq('id', chapterId))
    },
  }
  async function grant(personId: string, chapterId: string, access: Exclude<Role, 'none'>) {
    await must(
      db
        .from('chapter_grants')
        .upsert(
          { person_id: personId, chapter_id: chapterId, access },
          { onConflict: 'chapter_id,person_id,institution_id' },
        ),
    )
  }
}

async function must(call: PromiseLike<{ error: { message: string } | null }>) {
  const { error } = await call
  if (error) throw new Error(error.message)
}
