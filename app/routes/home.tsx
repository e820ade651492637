import type { MetaFunction } from '@remix-run/node'
import { Link, useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'

export const meta: MetaFunction = () => [
  { title: wordsOf('shell')('alliance') },
  { name: 'description', content: wordsOf('shell')('home.lead') },
]

export default function Home() {
  const { t } = useTranslation('shell')
  const root = useRouteLoaderData<{ person: unknown }>('root')
  return (
    <section className="mx-auto max-w-3xl px-4 py-16">
      <h1 className="font-serif text-4xl text-balance">{t('home.title')}</h1>
      <p className="mt-6 font-serif text-xl">{t('home.lead')}</p>
      <p className="mt-8">
        <Link to={root?.person ? paths.desk() : paths.signIn()}>
          {root?.person ? t('home.toDesk') : t('nav.signIn')}
        </Link>
      </p>
    </section>
  )
}
