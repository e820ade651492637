import { useContext } from 'react'
import { paths } from '#app/platform/paths.ts'
import { NonceContext } from '#app/ui/index.ts'

/**
 * Auth's standard links can also end in a fragment, which only the browser sees: such a link goes on to the page that says that it
 * cannot be used here. Inline, since the page comes without script files.
 */
export function ForeignLinkScript() {
  const nonce = useContext(NonceContext)
  // A browser hides the nonce of what it has read, so that React finds another one there.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: lines }} />
}

const lines = `if (/[#&](access_token|error|error_code|message)=/.test(location.hash)) location.replace(${JSON.stringify(paths.foreignLink())})`
