import { z } from 'zod'
import { log } from '../log.server.ts'
import { nothing, resultOf, rpc } from '../rpc.server.ts'
import type { ServiceDb } from '../supabase-service.server.ts'
import { withoutTokens, type Words } from './compose.ts'
import type { Post } from './post.server.ts'
import { savedWording } from './saved-wording.server.ts'
import type { TextSpecs, Wording } from './wording.ts'

/** Sets one kind of email from its facts, in the standard words or in others; throws when the facts do not fit. */
export type EmailComposer = (facts: unknown, wording?: Wording) => Words
export type EmailComposers = Readonly<Record<string, EmailComposer>>

const Letter = z.object({
  id: z.uuid(),
  kind: z.string(),
  recipient: z.string(),
  facts: z.unknown(),
  application_id: z.uuid().nullable(),
  subject: z.string().nullable(),
  body_text: z.string().nullable(),
  body_html: z.string().nullable(),
})
type Letter = z.infer<typeof Letter>

export type Outbox = {
  writers: EmailComposers
  /** What may be named in the words that coordinators gave to emails. */
  texts: TextSpecs
  post: Post
  /**
   * Whether emails stay as they are after they were sent. Elsewhere their words and links are forgotten, except that an
   * email about an application stays readable in its case, without what its links open.
   */
  keepWords: boolean
}

/** Few at a time, so that a slow mail server cannot hold a claim longer than the two minutes it lasts. */
const batch = 5

/**
 * Sends the emails that are due. Each is claimed in the database first, so that two processes never send one twice;
 * an email that was not taken is tried again later by the database's own clock. Returns how many were claimed.
 */
export async function sendDueEmails(db: ServiceDb, outbox: Outbox): Promise<number> {
  const letters = (await rpc(db, 'claim_letters', { most: batch }, z.array(Letter).nullable())) ?? []
  if (letters.length === 0) return 0
  const wording = await savedWording(db, outbox.texts)
  await Promise.all(letters.map((letter) => sendOne(db, { ...outbox, wording }, letter)))
  return letters.length
}

async function sendOne(
  db: ServiceDb,
  { writers, post, keepWords, wording }: Outbox & { wording: Wording },
  letter: Letter,
): Promise<void> {
  let words: Words | undefined
  let failure: string | null = null
  try {
    words = wordsFor(letter, writers, wording)
    await post.send({ id: letter.id, to: letter.recipient, ...words })
  } catch (error) {
    failure = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    // Mail servers like to quote the address back: the log names the email only.
    log.warn({ letter: letter.id, kind: letter.kind, code: codeOf(error) }, 'a letter was not taken')
  }
  const forget = failure === null && !keepWords
  const kept = forget && words ? remembered(words, letter) : words
  const settled = {
    letter: letter.id,
    error: failure,
    subject: kept?.subject ?? null,
    body_text: kept?.text ?? null,
    body_html: kept?.html ?? null,
  }
  await rpc(db, 'settle_letter', settled, nothing)
  if (forget) await forgetFacts(db, letter.id)
}

/** What is kept of a sent email: its text if it is about an application, otherwise its subject. */
function remembered(words: Words, { application_id }: Letter): Words {
  return application_id ? withoutTokens(words) : { subject: words.subject, text: '', html: '' }
}

/** The facts of an email hold the token of its link, too. */
async function forgetFacts(db: ServiceDb, id: string): Promise<void> {
  await resultOf('letters', db.from('letters').update({ facts: {} }).eq('id', id))
}

function wordsFor(
  { kind, facts, subject, body_text, body_html }: Letter,
  writers: EmailComposers,
  wording: Wording,
): Words {
  if (subject !== null && body_text !== null) return { subject, text: body_text, html: body_html ?? '' }
  const write = writers[kind]
  if (!write) throw new Error(`No room writes letters of the kind “${kind}”.`)
  return write(facts, wording)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error
    ? error.code
    : error instanceof Error
      ? error.name
      : undefined
}

const retentionDays = 30

/**
 * Forgets emails a month after they were sent or given up; until then they answer "did it leave?". Those of an
 * application stay and go with it.
 */
export async function deleteOldEmails(db: ServiceDb): Promise<void> {
  const before = new Date(Date.now() - retentionDays * 86_400_000).toISOString()
  const old = `sent_at.lt.${before},given_up_at.lt.${before}`
  await resultOf('letters', db.from('letters').delete().is('application_id', null).or(old))
}
