import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { signOut } from '#app/features/people/index.server.ts'
import { wordsOf } from '#app/platform/i18n/index.ts'
import { paths } from '#app/platform/paths.ts'
import { redirectWithToast } from '#app/platform/toast.server.ts'

export function loader() {
  return redirect(paths.home())
}

export async function action({ context }: ActionFunctionArgs) {
  await signOut(context.db)
  return redirectWithToast(paths.signIn(), wordsOf('people')('signedOut'))
}
