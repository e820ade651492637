import { z } from 'zod'
import { log } from '../log.server.ts'
import { rpc } from '../rpc.server.ts'
import type { ServiceDb } from '../supabase-service.server.ts'
import { faultsOf, standardText, type TextKey, type TextSpecs, type Wording } from './wording.ts'

const Saved = z.array(z.object({ key: z.string(), subject: z.string(), body: z.string() }))

/**
 * The words that emails leave with just now: those that coordinators saved, the standard ones elsewhere. Saved words that
 * no longer fit never stop an email: it leaves in the standard ones, and the log says so.
 */
export async function savedWording(db: ServiceDb, texts: TextSpecs, locale = 'en'): Promise<Wording> {
  const rows = await rpc(db, 'letter_texts_in_force', { locale }, Saved)
  const saved = new Map(rows.map(({ key, ...text }) => [key, text]))
  return (key: TextKey) => {
    const text = saved.get(key)
    if (!text) return standardText(key, locale)
    const spec = texts[key]
    const faults = spec && faultsOf(text, spec)
    if (faults && faults.subject.length + faults.body.length === 0) return text
    log.warn({ text: key, faults }, 'the saved words of a letter do not fit; it leaves in the standard ones')
    return standardText(key, locale)
  }
}
