import { expect } from 'vitest'
import type { TestPortal } from './portal.ts'

/** The path that the newest email to an address leads to; waits until the email has its words. */
export async function linkFor({ serviceDb, url }: TestPortal, address: string): Promise<string> {
  let text = ''
  await expect
    .poll(
      async () => {
        const { data } = await serviceDb
          .from('letters')
          .select('body_text')
          .eq('recipient', address)
          .not('body_text', 'is', null)
          .order('created_at', { ascending: false })
          .limit(1)
        return (text = data?.[0]?.body_text ?? '')
      },
      { timeout: 120_000 },
    )
    .toContain(url)
  return new URL(/https?:\/\/\S+/.exec(text)![0]).href.slice(url.length)
}

/** How many emails an address was sent. */
export async function emailsTo({ serviceDb }: TestPortal, address: string): Promise<number> {
  const { count } = await serviceDb
    .from('letters')
    .select('id', { count: 'exact', head: true })
    .eq('recipient', address)
  return count ?? 0
}
