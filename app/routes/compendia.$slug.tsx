import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  useActionData,
  useLoaderData,
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react'
import { changeChapter, compendiumPage } from '#app/features/compendia/index.server.ts'
import { todayIn } from '#app/features/compendia/index.ts'
import { ChapterChange } from '#app/features/compendia/schema.ts'
import {
  revalidateWhenReached,
  unreached,
  type ChangeReply,
} from '#app/features/compendia/ui/change-reply.ts'
import { CompendiumViewPage } from '#app/features/compendia/ui/compendium-view.tsx'
import { parseForm } from '#app/platform/parse-form.ts'
import { requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, person, whoIsIn } = requirePerson(context, request)
  const compendium = await compendiumPage(db, params.slug!)
  if (!compendium) throw new Response(null, { status: 404 })
  return {
    compendium,
    insiders: whoIsIn(compendium.chapters.map(({ id }) => id)),
    today: todayIn(person.timeZone),
  }
}

const statusOf: Partial<Record<ChangeReply['kind'], number>> = {
  refused: 403,
  gone: 404,
  cycle: 409,
  'changed-meanwhile': 409,
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = requirePerson(context, request)
  const form = await parseForm(request, ChapterChange)
  if (!form.ok) {
    const { intent = '', chapterId = null } = form.reply.values
    return data<ChangeReply>({ kind: 'invalid', intent, chapterId, reply: form.reply }, 400)
  }
  const outcome = await changeChapter(db, params.slug!, form.value)
  const { intent } = form.value
  const chapterId = 'chapterId' in form.value ? form.value.chapterId : null
  const standing = 'title' in outcome ? { standing: outcome.title } : {}
  const reply = outcome.kind === 'changed-meanwhile' ? { reply: { errors: {}, values: form.values } } : {}
  return data<ChangeReply>(
    { kind: outcome.kind, intent, chapterId, ...standing, ...reply },
    statusOf[outcome.kind] ?? 200,
  )
}

/** A change that does not reach the portal is said in place; the page with what was typed stays. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const form = await request.clone().formData()
  try {
    return await serverAction<typeof action>()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return unreached(String(form.get('intent')), form.get('chapterId') as string | null)
  }
}

export function shouldRevalidate(asked: ShouldRevalidateFunctionArgs) {
  return revalidateWhenReached(asked)
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.compendium.title ?? ''} · GAPO` },
]

export default function Compendium() {
  const reply = useActionData<typeof action>() ?? null
  const view = useLoaderData<typeof loader>()
  return <CompendiumViewPage key={view.compendium.id} {...view} reply={reply} />
}
