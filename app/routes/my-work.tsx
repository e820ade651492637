import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applicationsWaiting } from '#app/features/applications/index.server.ts'
import { WaitingLine } from '#app/features/applications/review/ui/waiting-line.tsx'
import { answerAuthorship, myWork } from '#app/features/compendia/index.server.ts'
import { deadlinesOf, todayIn } from '#app/features/compendia/index.ts'
import { MyWorkPage } from '#app/features/compendia/ui/my-work-page.tsx'
import { myFirstSteps, putFirstStepsAway } from '#app/features/institutions/index.server.ts'
import { Onboarding } from '#app/features/institutions/ui/onboarding.tsx'
import { formOf } from '#app/platform/form-body.ts'
import { formError } from '#app/platform/form.ts'
import { BouncedEmails } from '#app/features/emails/ui/bounced-emails.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { requirePerson } from '#app/platform/session.server.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { ErrorSummary } from '#app/ui/index.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person, whoIsIn } = requirePerson(context, request)
  const represents = person.affiliations.some(({ role }) => role === 'primary representative')
  const [desk, waiting, newInstitutions] = await Promise.all([
    myWork(db),
    person.coordinator ? applicationsWaiting(db) : null,
    represents ? myFirstSteps(db) : [],
  ])
  const today = todayIn(person.timeZone)
  return {
    name: person.name,
    address: { email: person.email, lettersBackAt: person.lettersBackAt },
    member: person.member,
    desk,
    deadlines: deadlinesOf(desk, today),
    insiders: whoIsIn(desk.chapters.map(({ id }) => id)),
    today,
    waiting,
    newInstitutions,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, person } = requirePerson(context, request)
  const form = await formOf(request)
  if (form.get('intent') === 'authorship') {
    const outcome = await answerAuthorship(db, request)
    if (!outcome.ok) return data(outcome.reply, outcome.status)
    return redirectWithToast(paths.myWork(), outcome.text)
  }
  const institution = String(form.get('institution'))
  const { kind } = await putFirstStepsAway(db, { person: person.id, institution })
  const t = wordsOf('institutions')
  if (kind === 'refused') return data(formError({}, '', t('onboarding.refused')), 403)
  return redirectWithToast(paths.myWork(), t('onboarding.putAwayDone'))
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('myWork.title')} · GAPO` }]

export default function Desk() {
  const { waiting, newInstitutions, address, ...desk } = useLoaderData<typeof loader>()
  const top = (
    <>
      <ErrorSummary errors={useActionData<typeof action>()?.errors} />
      <BouncedEmails person={address} />
      {newInstitutions.map((institution) => (
        <Onboarding key={institution.id} institution={institution} />
      ))}
      {waiting && <WaitingLine waiting={waiting} />}
    </>
  )
  return <MyWorkPage {...desk} top={top} />
}
