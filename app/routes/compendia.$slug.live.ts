import type { LoaderFunctionArgs } from '@remix-run/node'
import { compendiumPulse } from '#app/features/compendia/index.server.ts'

/** What changes while somebody looks at a compendium: a stamp, and who is inside its chapters. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, person, whoIsIn } = context
  const pulse = person && (await compendiumPulse(db, params.slug!))
  if (!pulse) return new Response(null, { status: 404 })
  return Response.json({ stamp: pulse.stamp, insiders: whoIsIn(pulse.chapters) })
}
