import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Actions, Dialog } from './dialog.tsx'

export type ConfirmDialogProps = {
  /** The question, with the name of the thing: `Remove “Mandates that can be met”?` */
  title: string
  /** What happens, and what is kept. */
  children?: ReactNode
  /** The deed as a verb: `Remove the chapter`. */
  confirm: string
  onConfirm: () => void
  pending?: boolean
  trigger?: ReactElement
  isOpen?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Asks before something is lost. Closes itself after the answer. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  onConfirm,
  pending,
  ...opening
}: ConfirmDialogProps) {
  const { t } = useTranslation('ui')
  return (
    <Dialog {...opening} role="alertdialog" title={title}>
      {(close) => (
        <>
          {children}
          <Actions>
            <Button
              variant="danger"
              pending={pending}
              onPress={() => {
                onConfirm()
                close()
              }}
            >
              {confirm}
            </Button>
            <Button autoFocus onPress={close}>
              {t('cancel')}
            </Button>
          </Actions>
        </>
      )}
    </Dialog>
  )
}
