import { expect, test } from 'vitest'
import { csvResponse } from './csv.server.ts'

test('no cell is a formula to a spreadsheet, and every cell is whole', async () => {
  const rows = [
    ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'],
    ['O’Fatoumata, "the" first', 'مجلس', null, 5, 'a\nb', ''],
  ]
  const answer = csvResponse('people', ['a', 'b', 'c', 'd', 'e', 'f'], rows)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  expect(text.startsWith('\ufeffa,b,c,d,e,f\n')).toBe(true)
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")",'+1,'-1,'@SUM(A1),'\tx,"'\rx"`)
  expect(text).toContain('"O’Fatoumata, ""the"" first",مجلس,,5,"a\nb",')
  expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
})
