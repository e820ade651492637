import { CircleAlert, CloudOff, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type BannerTone = 'info' | 'warn' | 'danger' | 'offline'

const tones = {
  info: { Icon: Info, look: 'border-accent bg-accent-wash', hue: 'text-accent' },
  warn: { Icon: TriangleAlert, look: 'border-warn bg-warn-wash', hue: 'text-warn' },
  danger: { Icon: CircleAlert, look: 'border-danger bg-danger-wash', hue: 'text-danger' },
  offline: { Icon: CloudOff, look: 'border-ink-soft bg-wash', hue: 'text-ink-soft' },
}

export type BannerProps = {
  tone?: BannerTone
  title?: ReactNode
  /** A button or a link at the end. */
  action?: ReactNode
  /** Read aloud when it appears: politely, or at once for what cannot wait. */
  announce?: 'polite' | 'assertive'
  children?: ReactNode
}

/** A word that stays on the page as long as it is true. */
export function Banner({ tone = 'info', title, action, announce, children }: BannerProps) {
  const { Icon, look, hue } = tones[tone]
  const role = announce && (announce === 'assertive' ? 'alert' : 'status')
  return (
    <div
      role={role}
      className={classNames('flex flex-wrap items-start gap-x-3 gap-y-2 border-s-3 px-4 py-3', look)}
    >
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-5 shrink-0', hue)} />
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  )
}
