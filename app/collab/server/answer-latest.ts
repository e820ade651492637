/**
 * Answers one question at a time: of those that come while one is being answered, only the newest. After an answer the
 * next one begins no sooner than `pauseMs` later. An honest client asks once a connection.
 */
export function answerLatest<Question>(
  answer: (question: Question) => Promise<void> | void,
  pauseMs: number,
) {
  let next: { question: Question } | null = null
  let busy = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function run(question: Question) {
    busy = true
    try {
      // Not awaited when it was given at once: what follows on the same connection must not overtake it.
      const given = answer(question)
      if (given) await given
    } finally {
      timer = setTimeout(() => {
        busy = false
        const waiting = next
        next = null
        if (waiting && !stopped) void run(waiting.question)
      }, pauseMs)
      timer.unref()
    }
  }

  return {
    ask(question: Question) {
      if (busy) next = { question }
      else void run(question)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
