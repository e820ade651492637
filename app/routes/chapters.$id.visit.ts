import { type ActionFunctionArgs, data } from '@remix-run/node'
import { noteVisit } from '#app/features/compendia/index.server.ts'
import { VisitInput } from '#app/features/compendia/schema.ts'
import { parseForm } from '#app/platform/parse-form.ts'
import { requireMember } from '#app/platform/session.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { db } = requireMember(context, request)
  const form = await parseForm(request, VisitInput)
  if (!form.ok) return data(form.reply, 400)
  await noteVisit(db, params.id!, form.value.words)
  return new Response(null, { status: 204 })
}
