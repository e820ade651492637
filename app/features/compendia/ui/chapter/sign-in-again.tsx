import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/platform/paths.ts'
import { Actions, Banner, Button, Dialog, TextField } from '#app/ui/index.ts'

type Props = {
  /** The address to sign in with, as the page knew it. */
  email: string | null
  /** Whether this device keeps what was written. */
  kept: boolean
  onSignedIn: () => void
}
type Step = 'password' | 'code'

/** The session ended while somebody was writing: signs in again on the spot, the text stays where it is. */
export function SignInAgain({ email, kept, onSignedIn }: Props) {
  const { t } = useTranslation('collab')
  const [isOpen, setOpen] = useState(false)
  const [step, setStep] = useState<Step>('password')
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, setPending] = useState(false)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setPending(true)
    setProblem(null)
    try {
      const status = await post(step, new FormData(event.currentTarget))
      if (status !== 'taken') {
        setProblem(t(status === 429 ? 'again.tooMany' : step === 'code' ? 'again.codeWrong' : 'again.wrong'))
      } else if (step === 'password' && (await codeIsAsked())) {
        setStep('code')
      } else {
        setOpen(false)
        setStep('password')
        onSignedIn()
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
        <p>{t(kept ? 'again.text' : 'again.notKept')}</p>
      </Banner>
      <Dialog title={t('again.button')} isOpen={isOpen} onOpenChange={setOpen}>
        <form onSubmit={send} noValidate className="flex flex-col gap-4">
          {problem && (
            <Banner tone="danger" announce="assertive">
              <p>{problem}</p>
            </Banner>
          )}
          {step === 'password' ? <Password email={email} /> : <Code />}
          <Actions>
            <Button type="submit" variant="primary" pending={pending}>
              {t(step === 'code' ? 'again.codeButton' : 'again.button')}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </>
  )
}

function Password({ email }: Pick<Props, 'email'>) {
  const { t } = useTranslation('collab')
  return (
    <>
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
    </>
  )
}

function Code() {
  const { t } = useTranslation('collab')
  return (
    <TextField
      name="code"
      label={t('again.code')}
      help={t('again.codeHelp')}
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      autoFocus
    />
  )
}

/** Sends a step as its page would; every form that is taken leads on, which the browser shows as a redirect and nothing more. */
async function post(step: Step, form: FormData): Promise<'taken' | number> {
  const body = new URLSearchParams()
  for (const [name, value] of form) body.set(name, String(value))
  const to = step === 'code' ? paths.signInCode() : paths.signIn()
  const answer = await fetch(to, { method: 'POST', body, redirect: 'manual' })
  return answer.type === 'opaqueredirect' ? 'taken' : answer.status
}

/** Whether the sign-in waits for a code: only then there is a page that asks for it. */
async function codeIsAsked(): Promise<boolean> {
  const page = await fetch(paths.signInCode(), { redirect: 'manual' })
  if (page.status >= 500) throw new Error('the portal does not answer')
  return page.ok
}
