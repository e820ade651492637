import { useTranslation } from 'react-i18next'
import { SamePageLink } from '#app/ui/index.ts'
import type { ReviewCase } from '../shapes.ts'

/** How many coordinating institutions have spoken, for and against, of those that are needed; a strip with its words. */
export function QuorumStrip({ application: { standing, abilities } }: { application: ReviewCase }) {
  const { t } = useTranslation('review')
  const { heard, inFavour, needed } = standing
  const cells = Array.from({ length: Math.max(heard, needed) }, (_, place) =>
    place < inFavour ? 'accept' : place < heard ? 'decline' : 'none',
  )
  const looks = { accept: 'fill-final', decline: 'fill-blocked', none: 'fill-none' }
  return (
    <div className="flex flex-col gap-2">
      <svg
        role="img"
        aria-label={t('quorum.label', standing)}
        viewBox={`0 0 ${cells.length * 40} 14`}
        className="h-3.5 w-fit max-w-full rtl:-scale-x-100"
      >
        {cells.map((cell, place) => (
          <g key={place}>
            <rect
              x={place * 40 + 1}
              y="1"
              width="34"
              height="12"
              rx="2"
              strokeWidth="1.5"
              className={`${looks[cell]} stroke-edge`}
            />
            {cell === 'accept' && (
              <path
                d={`M${place * 40 + 13} 7l4 3.5 6-7`}
                strokeWidth="2"
                className="fill-none stroke-paper"
              />
            )}
            {cell === 'decline' && (
              <path d={`M${place * 40 + 12} 7h12`} strokeWidth="2" className="fill-none stroke-paper" />
            )}
          </g>
        ))}
      </svg>
      <p className="text-sm">{t('quorum.words', standing)}</p>
      <p className="text-sm text-ink-soft">
        {heard >= needed ? t('quorum.enough') : t('quorum.missing', { count: needed - heard })}
      </p>
      {abilities.speak && (
        <p className="flex gap-4 text-sm">
          <SamePageLink to="recommendations" className="link">
            {t('quorum.toRecommend')}
          </SamePageLink>
          {heard >= needed && (
            <SamePageLink to="decision" className="link">
              {t('quorum.toDecide')}
            </SamePageLink>
          )}
        </p>
      )}
    </div>
  )
}
