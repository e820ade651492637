/**
 * Answers one question at a time, with a pause of `pauseMs` after each answer. Of the questions that arrive meanwhile only
 * the latest is answered. An honest client asks once for each connection.
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
      // An answer given at once is not awaited: later messages on the same connection must not overtake it.
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
