import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormReply } from '#app/platform/form.ts'
import { paths } from '#app/platform/paths.ts'
import { capital } from '#app/platform/text.ts'
import { Actions, Button, DateField, LinkButton, SelectField } from '#app/ui/index.ts'
import type { DatedRole } from '../roles.server.ts'
import { roles } from '../schema.ts'

type ChangeRoleProps = { slug: string; role: DatedRole; today: string; reply: FormReply | null }

/** The days of one role, another one that follows it, and the way back for one that has not begun. */
export function ChangeRole({
  slug,
  role: { id, name, role, startedOn, endedOn, when },
  today,
  reply,
}: ChangeRoleProps) {
  const { t, i18n } = useTranslation(['roles', 'institutions'])
  const { formData } = useNavigation()
  const busy = (intent: string) => formData?.get('intent') === intent
  const mine = (intent: string) => (reply?.values.intent === intent ? reply : null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const hidden = (intent: string) => (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="affiliation" value={id} />
    </>
  )
  const dates = mine('dates')
  const planned = mine('plan')
  return (
    <section
      aria-labelledby="changing"
      className="flex flex-col gap-6 border-s-3 border-accent bg-wash px-4 py-5"
    >
      <h2 id="changing" ref={heading} tabIndex={-1} dir="auto" className="text-lg font-semibold">
        {t('institution.changeTitle', { name, role: t(`institutions:roles.${role}`) })}
      </h2>
      <Form method="post" noValidate className="flex flex-col gap-5">
        {hidden('dates')}
        <div className="flex flex-wrap gap-x-8 gap-y-5">
          <DateField
            label={t('dates.from')}
            help={t('dates.fromHelp')}
            name="from"
            required
            defaultValue={dates?.values.from ?? startedOn}
            errors={dates?.errors.from}
            className="basis-64"
          />
          <DateField
            label={t('dates.until')}
            help={t('dates.untilHelp')}
            name="until"
            optional
            defaultValue={dates?.values.until ?? endedOn ?? ''}
            errors={dates?.errors.until}
            className="basis-64"
          />
        </div>
        <Actions>
          <Button type="submit" variant="primary" pending={busy('dates')}>
            {t('dates.save')}
          </Button>
          <LinkButton to={paths.institutionRoles(slug)}>{t('institution.close')}</LinkButton>
        </Actions>
      </Form>
      {when === 'now' ? (
        <Form method="post" noValidate className="flex flex-col gap-5 border-t border-line pt-5">
          {hidden('plan')}
          <div>
            <h3 className="font-semibold">{t('institution.plan')}</h3>
            <p className="text-sm text-ink-soft">{t('institution.planLead')}</p>
          </div>
          <div className="flex flex-wrap gap-x-8 gap-y-5">
            <SelectField
              label={t('institution.planRole')}
              name="role"
              defaultValue={planned?.values.role ?? role}
              options={roles
                .map((each) => ({
                  value: each,
                  label: capital(t(`institutions:roles.${each}`), i18n.language),
                }))
                .toReversed()}
              errors={planned?.errors.role}
              className="basis-64"
            />
            <DateField
              label={t('institution.planFrom')}
              help={t('institution.planFromHelp')}
              name="roleFrom"
              required
              min={dayAfter(today)}
              defaultValue={planned?.values.roleFrom}
              errors={planned?.errors.roleFrom}
              className="basis-64"
            />
          </div>
          <div>
            <Button type="submit" pending={busy('plan')}>
              {t('institution.planSubmit')}
            </Button>
          </div>
        </Form>
      ) : (
        <Form method="post" className="flex flex-col gap-3 border-t border-line pt-5">
          {hidden('take-back')}
          <p className="text-sm text-ink-soft">{t('institution.takeBackLead')}</p>
          <div>
            <Button type="submit" pending={busy('take-back')}>
              {t('institution.takeBack')}
            </Button>
          </div>
        </Form>
      )}
    </section>
  )
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
