import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { outcome, resultOf, rpc } from '#app/platform/rpc.server.ts'
import type { Db } from '#app/platform/supabase.server.ts'
import { SettingsInput } from './schema.ts'

/** What the alliance sets for itself. Days and months; the stamp says which state a form began from. */
export type Settings = NonNullable<Awaited<ReturnType<typeof allianceSettings>>>

export async function allianceSettings(db: Db) {
  const data = await resultOf(
    'alliance_settings',
    db
      .from('alliance_settings')
      .select(
        'quorum, review_days, information_days, draft_days, warning_days, appeal_days, retention_months, updated_at',
      )
      .maybeSingle(),
  )
  return (
    data && {
      quorum: data.quorum,
      reviewDays: data.review_days,
      informationDays: data.information_days,
      draftDays: data.draft_days,
      warningDays: data.warning_days,
      appealDays: data.appeal_days,
      retentionMonths: data.retention_months,
      stamp: data.updated_at,
    }
  )
}

const Asked = outcome('set', 'proposed', 'pending', 'unchanged', 'refused')

/**
 * Saves the settings, unless somebody else did since the form was opened. Another quorum is proposed: a coordinator of another
 * institution has to confirm it.
 */
export async function saveSettings(
  db: Db,
  request: Request,
): Promise<{ ok: true; text: string } | { ok: false; status: number; reply: FormReply }> {
  const form = await parseForm(request, SettingsInput)
  if (!form.ok) return { ok: false, status: 400, reply: form.reply }
  const { stamp, ...settings } = form.value
  const entry = {
    review_days: settings.reviewDays,
    information_days: settings.informationDays,
    draft_days: settings.draftDays,
    warning_days: settings.warningDays,
    appeal_days: settings.appealDays,
    retention_months: settings.retentionMonths,
  }
  const saved = await resultOf(
    'alliance_settings',
    db.from('alliance_settings').update(entry).eq('updated_at', stamp).select('settings_id'),
  )
  if (saved.length === 1) return { ok: true, text: await askForQuorum(db, settings.quorum) }
  const standing = await allianceSettings(db)
  const newest = { ...form.values, stamp: standing?.stamp ?? stamp }
  return { ok: false, status: 409, reply: formError(newest, '', wordsOf('manage')('settings.stale')) }
}

async function askForQuorum(db: Db, quorum: number | null): Promise<string> {
  const { kind } = await rpc(db, 'set_quorum', { quorum }, Asked)
  return wordsOf('manage')(`settings.${kind === 'proposed' || kind === 'pending' ? kind : 'saved'}`)
}

/** Lets a job run within half a minute. */
export async function runJobNow(db: Db, name: string): Promise<boolean> {
  const { kind } = await rpc(db, 'run_job_now', { name }, outcome('soon', 'refused'))
  return kind === 'soon'
}
