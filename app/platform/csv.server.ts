import { stringify } from 'csv-stringify/sync'

/**
 * A table as a CSV file for spreadsheets: UTF-8 with its mark, one header line, cells that a spreadsheet would take for a
 * formula made text by an apostrophe (CWE-1236). Never kept by a cache.
 */
export function csvResponse(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Response {
  const body = stringify([[...columns], ...rows.map((row) => [...row])], { bom: true, escape_formulas: true })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
