import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { entriesPerPage, auditLog } from '#app/features/manage/index.server.ts'
import { AuditLogQuery } from '#app/features/manage/schema.ts'
import { AuditLogPage } from '#app/features/manage/ui/audit-log-page.tsx'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { tabTitle } from '#app/platform/i18n/title.ts'
import { notFound, requirePerson } from '#app/platform/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db } = requirePerson(context, request)
  const query = { ...AuditLogQuery.parse(Object.fromEntries(new URL(request.url).searchParams)), who: '' }
  const entries = (await auditLog(db, query, true)) ?? notFound()
  return { entries, query, own: true, more: entries.length === entriesPerPage }
}

export const meta: MetaFunction = () => [{ title: tabTitle(wordsOf('manage')('auditLog.own')) }]

export default function OwnTrail() {
  return <AuditLogPage {...useLoaderData<typeof loader>()} />
}
