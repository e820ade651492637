import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskOf } from '#app/features/compendia/index.server.ts'
import { deadlinesOf, todayIn } from '#app/features/compendia/index.ts'
import { DeskPage } from '#app/features/compendia/ui/desk-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, person, whoIsIn } = requirePerson(context, request)
  const desk = await deskOf(db)
  const today = todayIn(person.timeZone)
  return {
    name: person.name,
    member: person.member,
    desk,
    deadlines: deadlinesOf(desk, today),
    insiders: whoIsIn(desk.chapters.map(({ id }) => id)),
    today,
  }
}

export const meta: MetaFunction = () => [{ title: `${wordsOf('compendia')('desk.title')} · GAPO` }]

export default function Desk() {
  return <DeskPage {...useLoaderData<typeof loader>()} />
}
