import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Actions, Banner, Button, Dialog, TextField } from '#app/ui/index.ts'

type Props = {
  /** The address to sign in with, as the page knew it. */
  email: string | null
  onSignedIn: () => void
}

/** The session ended while somebody was writing: signs in again on the spot, the text stays where it is. */
export function SignInAgain({ email, onSignedIn }: Props) {
  const { t } = useTranslation('collab')
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, setPending] = useState(false)

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setPending(true)
    setProblem(null)
    try {
      const body = new URLSearchParams()
      for (const [name, value] of new FormData(event.currentTarget)) body.set(name, String(value))
      const answer = await fetch(paths.signIn(), { method: 'POST', body, redirect: 'manual' })
      if (answer.type === 'opaqueredirect') {
        setOpen(false)
        onSignedIn()
      } else {
        setProblem(t(answer.status === 429 ? 'again.tooMany' : 'again.wrong'))
      }
    } catch {
      setProblem(t('again.offline'))
    } finally {
      setPending(false)
    }
  }

  return (
    <>
      <Banner
        tone="warn"
        title={t('again.title')}
        announce="assertive"
        action={
          <Button variant="primary" onPress={() => setOpen(true)}>
            {t('again.button')}
          </Button>
        }
      >
        <p>{t('again.text')}</p>
      </Banner>
      <Dialog title={t('again.button')} isOpen={isOpen} onOpenChange={setOpen}>
        <form onSubmit={signIn} className="flex flex-col gap-4">
          {problem && (
            <Banner tone="danger" announce="assertive">
              <p>{problem}</p>
            </Banner>
          )}
          <TextField
            name="email"
            type="email"
            label={t('again.email')}
            defaultValue={email ?? ''}
            autoComplete="username"
          />
          <TextField
            name="password"
            type="password"
            label={t('again.password')}
            autoComplete="current-password"

            autoFocus
          />
          <Actions>
            <Button type="submit" variant="primary" pending={pending}>
              {t('again.button')}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </>
  )
}
