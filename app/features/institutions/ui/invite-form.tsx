import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { Button, SelectField, TextField } from '#app/ui/index.ts'
import { roles } from '../schema.ts'
import { capital } from '#app/platform/text.ts'

/** Name, address and role of a person to invite. */
export function InviteForm({ reply }: { reply: FormReply | null }) {
  const { t, i18n } = useTranslation('institutions')
  const { formData } = useNavigation()
  const mine = reply?.values.intent === 'invite' ? reply : null
  const errors = mine?.errors ?? {}
  return (
    <Form method="post" noValidate className="flex max-w-md flex-col gap-5">
      <p className="text-ink-soft">{t('invite.lead')}</p>
      <input type="hidden" name="intent" value="invite" />
      <TextField
        label={t('invite.name')}
        name="name"
        autoComplete="off"
        required
        defaultValue={mine?.values.name}
        errors={errors.name}
      />
      <TextField
        label={t('invite.email')}
        name="email"
        type="email"
        autoComplete="off"
        required
        defaultValue={mine?.values.email}
        errors={errors.email}
      />
      <SelectField
        label={t('invite.role')}
        help={t('invite.roleHelp')}
        name="role"
        defaultValue={mine?.values.role ?? 'member'}
        options={roles
          .map((role) => ({ value: role, label: capital(t(`roles.${role}`), i18n.language) }))
          .toReversed()}
        errors={errors.role}
      />
      <div>
        <Button type="submit" variant="primary" pending={formData?.get('intent') === 'invite'}>
          {t('invite.submit')}
        </Button>
      </div>
    </Form>
  )
}
