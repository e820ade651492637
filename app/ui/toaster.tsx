import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'

export type ToastTone = 'done' | 'info' | 'problem'

export type ToastMessage = {
  tone: ToastTone
  text: string
  /** Something that can be done about it, for ten seconds; most often taking it back. */
  action?: { label?: string; onAction: () => void }
}

const icons = { done: CircleCheck, info: Info, problem: CircleAlert }
const hues = { done: 'text-final', info: 'text-accent', problem: 'text-danger' }

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/**
 * Says something at the foot of the page and to screen readers, from anywhere in the browser. Stays six seconds,
 * ten with an action, and until it is dismissed when it tells of a problem; hover and focus hold it.
 * Returns a function that takes it away.
 */
export function showToast(message: ToastMessage): () => void {
  const timeout = message.tone === 'problem' ? undefined : message.action ? 10_000 : 6_000
  const key = queue.add(message, { timeout })
  return () => queue.close(key)
}

/** Stands once in the page; shows what `showToast` says. F6 leads to it. */
export function Toaster() {
  const { t } = useTranslation('ui')
  return (
    <ToastRegion
      queue={queue}
      aria-label={t('toast.region')}
      className="fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 outline-none sm:inset-x-auto sm:start-6 sm:bottom-6 sm:items-start print:hidden"
    >
      {({ toast }) => {
        const { tone, text, action } = toast.content
        const Icon = icons[tone]
        return (
          <AriaToast
            toast={toast}
            className="flex w-full max-w-md animate-rise items-center gap-3 rounded-lg border border-line bg-raised py-2 ps-4 pe-2 text-ink shadow-lifted"
          >
            <Icon aria-hidden="true" className={`size-5 shrink-0 ${hues[tone]}`} />
            <ToastContent className="grow py-1">
              <Text slot="title">{text}</Text>
            </ToastContent>
            {action && (
              <AriaButton
                className="min-h-9 cursor-pointer rounded-md px-3 font-medium text-accent hover:bg-wash"
                onPress={() => {
                  action.onAction()
                  queue.close(toast.key)
                }}
              >
                {action.label ?? t('toast.undo')}
              </AriaButton>
            )}
            <AriaButton
              slot="close"
              aria-label={t('dismiss')}
              className="flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-md text-ink-soft hover:bg-wash"
            >
              <X aria-hidden="true" className="size-4.5" />
            </AriaButton>
          </AriaToast>
        )
      }}
    </ToastRegion>
  )
}
