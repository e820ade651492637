import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allianceSettings, openProposals, saveSettings } from '#app/features/manage/index.server.ts'
import { SettingsPage } from '#app/features/manage/ui/settings-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { paths } from '#app/platform/paths.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const [settings, proposals] = await Promise.all([allianceSettings(db), openProposals(db)])
  return {
    settings: settings ?? notFound(),
    proposals: proposals?.filter(({ kind }) => kind === 'quorum') ?? [],
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  if (!person.coordinator) return notFound()
  const outcome = await saveSettings(db, request)
  if (!outcome.ok) return data(outcome.reply, outcome.status)
  return redirectWithToast(paths.manageSettings(), outcome.text)
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('settings.title')) }]

export default function Settings() {
  return <SettingsPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
}
