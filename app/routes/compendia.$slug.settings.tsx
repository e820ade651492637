import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  compendiumSettings,
  keepCompendium,
  offerAgain,
  takeDownCompendium,
} from '#app/features/compendia/index.server.ts'
import { Confirmation, SettingsEntry } from '#app/features/compendia/schema.ts'
import { SettingsPage } from '#app/features/compendia/ui/settings-page.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson, type RequestContext } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

/** The settings of a compendium that the caller leads; 404 where they may not see it, 403 where they only read. */
async function settingsToKeep({ db }: RequestContext, slug: string) {
  const settings = await compendiumSettings(db, slug)
  if (!settings) throw new Response(null, { status: 404 })
  if (!settings.abilities.lead) throw new Response(null, { status: 403 })
  return settings
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return { settings: await settingsToKeep(requirePerson(context, request), params.slug!) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const known = requirePerson(context, request)
  const { db } = known
  const t = wordsOf('compendia')
  const settings = await settingsToKeep(known, params.slug!)
  if ((await formOf(request)).get('intent') === 'take-down') {
    const form = await parseForm(request, Confirmation)
    if (!form.ok) return data({ reply: form.reply }, 400)
    const { kind } = await takeDownCompendium(db, settings, form.value.name)
    if (kind === 'taken-down') {
      return redirectWithToast(paths.compendia(), t('settings.takenDown', { title: settings.title }))
    }
    const words = kind === 'wrong-name' ? t('settings.wrongName') : t('settings.refused')
    return data({ reply: formError(form.values, 'name', words) }, kind === 'refused' ? 403 : 400)
  }
  const form = await parseForm(request, SettingsEntry)
  const again = async (status: number, reply: FormReply) =>
    data({ reply, offer: await offerAgain(db, reply) }, status)
  const typed = form.ok ? form.values : form.reply.values
  if (typed.look) return again(200, { errors: {}, values: typed })
  if (!form.ok) return again(400, form.reply)
  const outcome = await keepCompendium(db, settings.id, form.value)
  const refuse = (field: string, words: string, status: number, values = form.values) =>
    again(status, formError(values, field, words))
  switch (outcome.kind) {
    case 'kept':
      return redirectWithToast(paths.compendium(settings.slug), t('settings.kept'))
    case 'refused':
      return refuse('', t('settings.refused'), 403)
    case 'not-an-author':
      return refuse('leadEditor', t('settings.notAnAuthor'), 400)
    case 'changed-meanwhile':
      return refuse('', t('settings.stale'), 409, { ...form.values, updatedAt: settings.updatedAt })
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${wordsOf('compendia')('settings.of', { title: data?.settings.title ?? '' })} · GAPO` },
]

export default function CompendiumSettingsDoor() {
  const { settings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const kept = answer && 'offer' in answer ? answer : null
  return (
    <SettingsPage
      settings={settings}
      offer={kept?.offer ?? settings.offer}
      reply={kept?.reply ?? null}
      takeDownReply={answer && !kept ? answer.reply : null}
    />
  )
}
