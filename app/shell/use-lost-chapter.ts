import { useEffect, useState } from 'react'

const chapterPage = /^\/chapters\/([0-9a-f-]{36})$/

/**
 * The portal says that this chapter is not there for this person (any more): the copy of its text on the device goes as
 * well. Answers what they wrote and have not sent, one entry a paragraph: that stays, until `discard`. The copies of others
 * on the same device stay, and with them what they have not sent yet.
 */
export function useLostChapter(personId: string | undefined, pathname: string, refused: boolean) {
  const chapterId = chapterPage.exec(pathname)?.[1]
  const [words, setWords] = useState<string[]>([])
  useEffect(() => {
    if (!personId || !chapterId || !refused) return
    let left = false
    void import('#app/collab/client/index.ts')
      .then(({ withdrawLocalCopy }) => withdrawLocalCopy(personId, chapterId))
      .then((found) => !left && setWords(found))
    return () => {
      left = true
    }
  }, [personId, chapterId, refused])
  async function discard() {
    if (!personId || !chapterId) return
    const { removeLocalCopy } = await import('#app/collab/client/index.ts')
    await removeLocalCopy(personId, chapterId)
    setWords([])
  }
  return { words, discard }
}
