/** What the people of the made-up alliance tell about themselves, and to whom; photos and logos. */
import { languages } from '#app/features/institutions/index.ts'
import { chance, personName, type House, type Row } from './alliance.ts'

const audiences = ['public', 'members', 'members', 'institution', 'nobody'] as const

export function profilesOf(people: Row[], institutions: House[]) {
  const luck = chance(14)
  const rows = { details: [] as Row[], knownNames: [] as Row[], photos: [] as Row[], logos: [] as Row[] }
  // Small ones: what a picture holds is read by nobody here, only how it is called.
  const picture = () => `\\x${luck.hex(400)}`
  for (const { id } of people) {
    if (luck.happens(0.4)) continue
    const tells = (detail: string, value: string | null, shown: string) =>
      rows.details.push({ person_id: id, detail, value, shown })
    tells('name', null, luck.happens(0.25) ? 'public' : 'members')
    tells('position', luck.one(['Researcher', 'Trainer', 'Head of programme', 'Editor']), luck.one(audiences))
    if (luck.happens(0.5)) tells('about', luck.text(1, 3), luck.one(audiences))
    if (luck.happens(0.7)) tells('languages', luck.some(languages, 3).join(' '), luck.one(audiences))
    if (luck.happens(0.2)) tells('email', null, luck.one(audiences))
    if (luck.happens(0.03)) rows.knownNames.push({ person_id: id, name: personName(luck) })
    if (luck.happens(0.3)) {
      tells('photo', null, luck.one(audiences))
      rows.photos.push({ person_id: id, bytes: picture() })
    }
  }
  for (const { id } of institutions)
    if (luck.happens(0.4)) rows.logos.push({ institution_id: id, bytes: picture() })
  return rows
}
