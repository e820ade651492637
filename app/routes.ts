import { index, route, type RouteConfig } from '@remix-run/route-config'

/** Every address of the portal, on one page. */
export default [
  index('routes/home.tsx'),

  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
  route('recover', 'routes/recover.tsx'),
  route('auth/confirm', 'routes/auth.confirm.tsx'),
  route('invitation/:token', 'routes/invitation.$token.tsx'),
  route('account', 'routes/account.tsx'),
  route('account/letters', 'routes/account.letters.tsx'),
  route('people/:id', 'routes/people.$id.tsx'),
  route('institutions', 'routes/institutions.tsx'),
  route('institutions/:slug', 'routes/institutions.$slug.tsx'),
  route('institutions/:slug/profile', 'routes/institutions.$slug.profile.tsx'),
  route('institutions/:slug/invite', 'routes/institutions.$slug.invite.tsx'),

  route('about', 'routes/about.tsx'),
  route('privacy', 'routes/privacy.tsx'),
  route('members', 'routes/members.tsx'),
  route('members/:slug', 'routes/members.$slug.tsx'),
  route('join', 'routes/join.tsx'),
  route('join/apply', 'routes/join.apply.tsx'),
  route('join/apply/:step', 'routes/join.apply.$step.tsx'),
  route('application', 'routes/application.tsx'),
  route('application/open/:token', 'routes/application.open.$token.tsx'),
  route('application/papers/:id', 'routes/application.papers.$id.ts'),

  route('manage/texts', 'routes/manage.texts.tsx'),
  route('manage/texts/:key', 'routes/manage.texts.$key.tsx'),
  route('manage/institutions/:slug', 'routes/manage.institutions.$slug.tsx'),
  route('manage/applications', 'routes/manage.applications.tsx'),
  route('manage/applications/:number', 'routes/manage.applications.$number.tsx'),
  route('manage/applications/:number/papers/:id', 'routes/manage.applications.papers.ts'),

  route('desk', 'routes/desk.tsx'),
  route('search', 'routes/search.ts'),
  route('compendia', 'routes/compendia.tsx'),
  route('compendia/new', 'routes/compendia.new.tsx'),
  route('compendia/:slug', 'routes/compendium.tsx'),
  route('compendia/:slug/live', 'routes/compendium.live.ts'),
  route('compendia/:slug/settings', 'routes/compendium.settings.tsx'),
  route('compendia/:slug/read/:chapterId?', 'routes/compendium.read.tsx'),

  route('chapters/:id', 'routes/chapter.tsx'),
  route('chapters/:id/visit', 'routes/chapter.visit.ts'),
  route('chapters/:id/rights', 'routes/chapter.rights.tsx'),
  route('chapters/:id/remove', 'routes/chapter.remove.tsx'),
] satisfies RouteConfig
