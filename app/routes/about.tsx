import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicPage } from '#app/features/public-pages/index.server.ts'
import { TextPage } from '#app/features/public-pages/ui/page-text.tsx'
import { tabTitle } from '#app/platform/i18n/title.ts'

/** Strangers get this page without scripts: root leaves them out. */
export const handle = { scriptless: true }

export async function loader({ context }: LoaderFunctionArgs) {
  return { text: await publicPage(context.db, 'about') }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: tabTitle(data?.text.title ?? '') }]

export default function About() {
  return <TextPage {...useLoaderData<typeof loader>()} />
}
