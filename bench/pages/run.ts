/** How long the portal takes to answer for its main pages, how often it asks the database for each, and what public pages weigh. */
import { request } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoAccounts } from '#app/server/demo-accounts.ts'
import { weighPage, type FileKind } from '#app/server/testing/page-weight.ts'
import { Visitor } from '#app/server/testing/visitor.ts'
import { spreadOf } from '../collab/figures.ts'
import { startServer, type Running } from '../collab/servers.ts'

const { values } = parseArgs({ options: { requests: { type: 'string', default: '200' } }, strict: false })
const requests = Number(values.requests)
const kinds = ['page', 'style', 'font', 'image', 'manifest', 'script'] as const
const slug = 'missions-that-can-leave'
const pages = [
  { page: '/my-work', path: '/my-work' },
  { page: '/compendia/:slug', path: `/compendia/${slug}` },
  // The bar: 60 kB over the wire without images.
  { page: '/compendia/:slug/read', path: `/compendia/${slug}/read`, most: 60 },
]

/** What a first visit by somebody who is not signed in may weigh, in kB; `app/server/calls.test.ts` checks it. */
const mostOfPublic = 60
const publicPages = [
  '/',
  '/about',
  '/members',
  '/members/havel-institute',
  '/join',
  '/privacy',
  '/compendia/listening-posts/read',
]

const dataDir = mkdtempSync(join(tmpdir(), 'gapo-bench-pages-'))
const server = await startServer('portal', { dataDir, build: true, count: true })
try {
  const results = await measure(server)
  console.log(`\nPages: ${requests} requests each, one after the other, signed in`)
  console.log('  page                      p50 ms   p95 ms   p99 ms   kB sent   database calls')
  for (const { page, p50, p95, p99, kB, calls, most } of results) {
    const cells = [p50, p95, p99, kB].map((value) => value.toFixed(1).padStart(9)).join('')
    const verdict = most === undefined ? '' : kB <= most ? `   ≤ ${most} kB met` : `   ≤ ${most} kB MISSED`
    console.log(`  ${page.padEnd(23)}${cells}${calls.toFixed(1).padStart(12)}${verdict}`)
  }
  const weights = await weighAll(server)
  console.log('\nPublic pages: kB that a first visit receives, heads of the answers included')
  console.log(`  page                             ${kinds.map((kind) => kind.padStart(9)).join('')}      all`)
  for (const { page, kB, all } of weights) {
    const cells = [...kB, all].map((value) => value.toFixed(1).padStart(9)).join('')
    console.log(
      `  ${page.padEnd(33)}${cells}   ≤ ${mostOfPublic} kB ${all <= mostOfPublic ? 'met' : 'MISSED'}`,
    )
  }
  mkdirSync('bench/results', { recursive: true })
  writeFileSync(
    'bench/results/pages.json',
    JSON.stringify({ at: new Date(), requests, results, weights }, null, 2),
  )
  console.log('Written to bench/results/pages.json')
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function measure({ target, asked }: Running) {
  if (target.side !== 'portal') throw new Error('only the portal has pages')
  const visitor = await new Visitor(target.http).signIn(demoAccounts[0].email)
  const headers = {
    cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'accept-encoding': 'gzip, deflate, br',
  }
  const results = []
  for (const { page, path, most } of pages) {
    const get = async () => {
      const started = performance.now()
      const answer = await fetch(target.http + path, { headers, redirect: 'manual' })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      return performance.now() - started
    }
    for (let n = 0; n < 10; n++) await get()
    const before = await asked()
    const times: number[] = []
    for (let n = 0; n < requests; n++) times.push(await get())
    const calls = ((await asked()) - before) / requests
    const { 'ms.p50': p50, 'ms.p95': p95, 'ms.p99': p99 } = spreadOf('ms', times)
    results.push({
      page,
      p50: p50!,
      p95: p95!,
      p99: p99!,
      kB: (await sizeOf(target.http + path, headers)) / 1000,
      calls,
      most,
    })
  }
  return results
}

async function weighAll({ target }: Running) {
  if (target.side !== 'portal') throw new Error('only the portal has pages')
  const weights = []
  for (const page of publicPages) {
    const { bytes, files } = await weighPage(target.http + page)
    const of = (kind: FileKind) =>
      files.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.bytes, 0) / 1000
    weights.push({ page, kB: kinds.map(of), all: bytes / 1000 })
  }
  return weights
}

/** What goes over the wire for a page itself: the compressed bytes, before anything unpacks them. */
function sizeOf(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => resolve(bytes))
    })
    call.on('error', reject)
    call.end()
  })
}
