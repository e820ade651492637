import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { signOut } from '#app/features/people/index.server.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths, safeNext } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'
import { formOf } from '#app/platform/form-body.ts'

export function loader() {
  return redirect(paths.home())
}

export async function action({ request, context }: ActionFunctionArgs) {
  const next = (await formOf(request)).get('next')
  await signOut(context.db)
  return redirectWithToast(next ? safeNext(next) : paths.signIn(), wordsOf('people')('signedOut'))
}
