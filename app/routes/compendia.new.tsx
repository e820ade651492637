import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  compendiumOffer,
  offerAgain,
  openCompendium,
  templateTitles,
} from '#app/features/compendia/index.server.ts'
import { NewCompendium } from '#app/features/compendia/schema.ts'
import { NewCompendiumPage } from '#app/features/compendia/ui/new-compendium.tsx'
import { formError, type FormReply } from '#app/platform/form.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requireMember } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requireMember(context, request)
  return { offer: await compendiumOffer(db), templates: templateTitles() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db } = requireMember(context, request)
  const t = wordsOf('compendia')
  const form = await parseForm(request, NewCompendium)
  const again = async (status: number, reply: FormReply) =>
    data({ reply, offer: await offerAgain(db, reply) }, status)
  const typed = form.ok ? form.values : form.reply.values
  if (typed.look) return again(200, { errors: {}, values: typed })
  if (!form.ok) return again(400, form.reply)
  const outcome = await openCompendium(db, form.value)
  if (outcome.kind === 'refused') {
    return again(403, formError(form.values, 'leadInstitution', t('new.refused')))
  }
  return redirectWithToast(paths.compendium(outcome.slug), t('new.done'))
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('new.title')} · GAPO` }]

export default function NewCompendiumDoor() {
  const { offer, templates } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <NewCompendiumPage offer={answer?.offer ?? offer} templates={templates} reply={answer?.reply ?? null} />
  )
}
