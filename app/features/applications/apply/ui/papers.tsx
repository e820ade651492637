import { Form, useNavigation } from '@remix-run/react'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { Button, FileField, ProgressBar } from '#app/ui/index.ts'
import { largestPaper } from '../schema.ts'
import type { OwnApplication } from '../../shapes.ts'
import { sizeWords } from '#app/platform/text.ts'

/** The papers of an application; those that the alliance has not seen yet can be taken back. */
export function PaperList({ papers }: Pick<OwnApplication, 'papers'>) {
  const { t, i18n } = useTranslation('applications')
  return (
    <ul className="flex flex-col border-t border-line">
      {papers.map(({ id, name, size, mine }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-3">
          <FileText aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
          <p className="min-w-0 grow wrap-anywhere">
            <a href={paths.applicationPaper(id)} dir="auto" className="link">
              {name}
            </a>{' '}
            <span className="text-sm whitespace-nowrap text-ink-soft">{sizeWords(size, i18n.language)}</span>
          </p>
          {mine && (
            <Form method="post">
              <input type="hidden" name="intent" value="paper" />
              <input type="hidden" name="paper" value={id} />
              <Button type="submit" size="small" aria-label={t('papers.removeThis', { name })}>
                {t('papers.remove')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Adds one paper at a time. */
export function AddPaper({ reply }: { reply: FormReply | null }) {
  const { t, i18n } = useTranslation('applications')
  const { state, formData } = useNavigation()
  const sending = state !== 'idle' && formData?.get('file') instanceof File
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-4">
      <FileField
        label={t('papers.file')}
        help={t('papers.fileHelp', { size: sizeWords(largestPaper, i18n.language) })}
        name="file"
        accept=".pdf,.docx,.png,.jpg,.jpeg"
        errors={reply?.errors.file}
      />
      {sending && <ProgressBar label={t('papers.add')} />}
      <div>
        <Button type="submit" pending={sending}>
          {t('papers.add')}
        </Button>
      </div>
    </Form>
  )
}
