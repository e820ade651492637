// Written by `npm run db:types`.
// oxlint-disable-next-line typescript/no-explicit-any
export type Database = any
