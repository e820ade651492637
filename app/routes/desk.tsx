import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { applicationsWaiting } from '#app/features/applications/index.server.ts'
import { WaitingLine } from '#app/features/applications/ui/waiting-line.tsx'
import { deskOf } from '#app/features/compendia/index.server.ts'
import { deadlinesOf, todayIn } from '#app/features/compendia/index.ts'
import { DeskPage } from '#app/features/compendia/ui/desk-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person, whoIsIn } = requirePerson(context, request)
  const [desk, waiting] = await Promise.all([deskOf(db), person.coordinator ? applicationsWaiting(db) : null])
  const today = todayIn(person.timeZone)
  return {
    name: person.name,
    member: person.member,
    desk,
    deadlines: deadlinesOf(desk, today),
    insiders: whoIsIn(desk.chapters.map(({ id }) => id)),
    today,
    waiting,
  }
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('desk.title')} · GAPO` }]

export default function Desk() {
  const { waiting, ...desk } = useLoaderData<typeof loader>()
  return <DeskPage {...desk} top={waiting && <WaitingLine waiting={waiting} />} />
}
