import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { EmptyState, LinkButton, OrderedTree, Page, PageHeader, Section } from '#app/ui/index.ts'
import { treeOf } from '../rules.ts'
import type { CompendiumPage } from '../shapes.ts'
import { AddChapter } from './add-chapter.tsx'
import type { ChangeReply } from './change-reply.ts'
import { ChapterRow } from './chapter-row.tsx'
import { DeadlineStrip } from './deadline-strip.tsx'
import { useLive, type Insiders } from './use-live.ts'
import { useMoves } from './use-moves.ts'

export type CompendiumView = {
  compendium: CompendiumPage
  insiders: Insiders
  today: string
  reply: ChangeReply | null
}

/** A compendium: who and when on top, the tree of its chapters as the body. */
export function CompendiumViewPage({ compendium, insiders: initial, today, reply }: CompendiumView) {
  const { t } = useTranslation('compendia')
  const { slug, title, summary, kind, institutions, leadEditor, abilities, stamp, createdOn } = compendium
  const insiders = useLive(paths.compendiumLive(slug), stamp, initial)
  const { chapters, move } = useMoves(compendium.chapters)
  const tree = useMemo(() => treeOf(chapters), [chapters])
  const numbers = useMemo(() => new Map(chapters.map(({ id, number }) => [id, number])), [chapters])
  return (
    <Page>
      <PageHeader
        title={title}
        lead={summary || undefined}
        crumbs={[{ label: t('list.title'), href: paths.compendia() }, { label: title }]}
        meta={
          <>
            <span>{t(`kind.${kind}`)}</span>
            <span>{t('visibility.label', { who: t(`visibility.${compendium.visibility}`) })}</span>
            {leadEditor && <span>{t('page.ledBy', { name: leadEditor.name })}</span>}
          </>
        }
        actions={
          <>
            <LinkButton to={paths.read(slug)} reloadDocument>
              {t('page.read')}
            </LinkButton>
            {abilities.lead && (
              <LinkButton to={paths.compendiumSettings(slug)}>{t('page.settings')}</LinkButton>
            )}
          </>
        }
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <section aria-labelledby="institutions" className="flex flex-col gap-2">
          <h2 id="institutions" className="text-sm text-ink-soft">
            {t('page.authors')}
          </h2>
          <ul className="flex flex-col gap-0.5">
            {institutions.map(({ id, name, lead }) => (
              <li key={id}>
                {name}
                {lead && <span className="text-sm text-ink-soft"> ({t('page.lead')})</span>}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="deadlines" className="flex flex-col gap-2">
          <h2 id="deadlines" className="text-sm text-ink-soft">
            {t('page.deadlines')}
          </h2>
          <DeadlineStrip from={createdOn} deadlines={compendium} today={today} />
        </section>
      </div>
      <Section title={t('page.chapters')}>
        {chapters.length === 0 ? (
          <EmptyState title={t('page.empty')}>
            {abilities.lead ? t('page.emptyText') : t('page.emptyReader')}
          </EmptyState>
        ) : (
          <OrderedTree
            items={tree}
            label={t('page.chapters')}
            nameOf={({ title }) => title}
            onMove={
              abilities.lead
                ? ({ id, parentId, afterId }) => move({ chapterId: id, parentId, afterId })
                : undefined
            }
            renderRow={(chapter, at) => (
              <ChapterRow
                chapter={chapter}
                // Where only some chapters are shown, the place in the list is not the number in the volume.
                number={abilities.lead ? at.number : (numbers.get(chapter.id) ?? at.number)}
                insiders={insiders[chapter.id] ?? []}
                lead={abilities.lead}
                slug={slug}
                today={today}
                reply={reply?.chapterId === chapter.id ? reply : null}
              />
            )}
          />
        )}
        {abilities.lead && <AddChapter chapters={chapters} reply={reply} />}
      </Section>
    </Page>
  )
}
