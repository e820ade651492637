type Message = { to: string; subject: string; text?: string; html?: string }
type Sql = { exec(query: string): Promise<unknown> }

/**
 * Puts an email of Supabase Auth into the portal's own outbox, so that every email goes one way. It takes the place of one
 * about the same that has not left yet: only the newest link works.
 */
export async function sendAuthEmail(connection: Sql, message: Message): Promise<void> {
  const html = message.html ?? ''
  const values = ['account', message.to, message.subject, plainText(html), html].map(literal)
  const [kind, recipient, subject] = values
  await connection.exec(
    `with replaced as (
       delete from public.letters where kind = ${kind} and recipient = ${recipient} and subject = ${subject} and attempts = 0 and sent_at is null)
     insert into public.letters (kind, recipient, subject, body_text, body_html) values (${values.join(', ')})`,
  )
}

/** A string of SQL: `exec` of `@supabase/lite` 0.10 takes parameters for another kind of call and spoils the query. */
function literal(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`
}

/** The words of one of our own templates, links written out. */
export function plainText(html: string): string {
  return html
    .replace(/<(head|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g, '$2: $1')
    .replace(/<\/(p|h1|div|tr)>/g, '\n\n')
    .replace(/<[^<>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s+/g, (space) => (space.split('\n').length > 2 ? '\n\n' : space))
    .trim()
}
