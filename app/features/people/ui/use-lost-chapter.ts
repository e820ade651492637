import { useEffect } from 'react'

const chapterPage = /^\/chapters\/([0-9a-f-]{36})$/

/**
 * The portal says that this chapter is not there for this person (any more): their copy on the device goes as well.
 * The copies of others on the same device stay, and with them what they have not sent yet.
 */
export function useLostChapter(personId: string | undefined, pathname: string, refused: boolean) {
  const chapterId = chapterPage.exec(pathname)?.[1]
  useEffect(() => {
    if (!personId || !chapterId || !refused) return
    void import('#app/collab/client/index.ts').then(({ removeLocalCopy }) =>
      removeLocalCopy(personId, chapterId),
    )
  }, [personId, chapterId, refused])
}
