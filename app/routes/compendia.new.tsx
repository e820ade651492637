import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { compendiumChoices, openCompendium, templateTitles } from '#app/features/compendia/index.server.ts'
import { NewCompendium } from '#app/features/compendia/schema.ts'
import { NewCompendiumPage } from '#app/features/compendia/ui/new-compendium.tsx'
import { formError, parseForm } from '#app/platform/form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requireMember } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  return { choices: await compendiumChoices(db), templates: templateTitles() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = requireMember(context, request)
  const t = wordsOf('compendia')
  const form = await parseForm(request, NewCompendium)
  if (!form.ok) return data(form.reply, 400)
  const outcome = await openCompendium(db, form.value)
  if (outcome.kind === 'refused') {
    return data(formError(form.values, 'leadInstitution', t('new.refused')), 403)
  }
  return redirectWithToast(paths.compendium(outcome.slug), t('new.done'))
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('new.title')} · GAPO` }]

export default function NewCompendiumDoor() {
  return (
    <NewCompendiumPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>() ?? null} />
  )
}
