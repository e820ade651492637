import { index, route, type RouteConfig } from '@remix-run/route-config'

/** Every address of the portal, on one page. */
export default [
  index('routes/home.tsx'),

  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),

  route('chapters/:id', 'routes/chapter.tsx'),
  route('chapters/:id/visit', 'routes/chapter.visit.ts'),
] satisfies RouteConfig
