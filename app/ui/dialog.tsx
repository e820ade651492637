import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

export type DialogProps = {
  title: ReactNode
  /** Opens it; leave out and hold `isOpen` and `onOpenChange` instead. */
  trigger?: ReactElement
  isOpen?: boolean
  onOpenChange?: (open: boolean) => void
  size?: 'normal' | 'wide'
  /** `alertdialog` asks before something is lost: a press outside does not close it. */
  role?: 'dialog' | 'alertdialog'
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A window over the page, for one task; on a phone it stands on the lower edge. */
export function Dialog({ trigger, isOpen, onOpenChange, ...content }: DialogProps) {
  if (!trigger) return <Window {...content} isOpen={isOpen} onOpenChange={onOpenChange} />
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Window {...content} />
    </DialogTrigger>
  )
}

/** The veil behind everything that asks for the whole attention. */
export const veil = 'fixed inset-0 z-40 flex bg-[oklch(0.2_0.01_75/0.45)] print:hidden'

function Window({ title, isOpen, onOpenChange, size = 'normal', role = 'dialog', children }: DialogProps) {
  const { t } = useTranslation('ui')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog'}
      className={classNames(veil, 'items-end justify-center sm:items-center sm:p-6')}
    >
      <Modal
        className={classNames(
          'flex max-h-[90dvh] w-full animate-rise flex-col border border-line bg-raised text-ink shadow-lifted max-sm:rounded-t-lg sm:rounded-lg',
          size === 'wide' ? 'sm:max-w-3xl' : 'sm:max-w-lg',
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            <>
              <div className="flex items-start justify-between gap-4 px-6 pt-5 pb-2">
                <Heading slot="title" className="font-serif text-xl font-semibold">
                  {title}
                </Heading>
                <IconButton label={t('close')} icon={<X />} onPress={close} className="-me-2.5 -mt-1" />
              </div>
              <div className="overflow-y-auto px-6 pb-6">
                {typeof children === 'function' ? children(close) : children}
              </div>
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The line of buttons at the foot of a dialog or a form; the main one comes first in the reading order. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap items-center gap-3">{children}</div>
}
