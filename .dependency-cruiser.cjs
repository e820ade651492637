// The import rules of docs/ARCHITECTURE.md, as code. Everything a folder may not import is named here.
// Tests run against a whole portal, which only server/testing can start.
const test = '\\.test\\.tsx?$|/testing/'
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'A cycle means that two folders are one.'),
    forbid('ui-alone', { path: '^app/ui/' }, { path: '^app/', pathNot: '^app/ui/' }, 'ui: npm only'),
    forbid(
      'editor-is-isomorphic',
      { path: '^app/editor/', pathNot: '^app/editor/react/' },
      { path: '^app/', pathNot: '^app/editor/(?!react/)' },
      'editor: Tiptap, ProseMirror, yjs; nothing of ours',
    ),
    forbid(
      'editor-without-react-node-supabase',
      { path: '^app/editor/', pathNot: '^app/editor/react/' },
      {
        path: 'node_modules/(react|react-dom|@supabase|@remix-run|@tiptap/react)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'editor-without-node',
      { path: '^app/editor/' },
      { dependencyTypes: ['core'] },
      'the schema runs in the browser too',
    ),
    forbid(
      'editor-react',
      { path: '^app/editor/react/' },
      { path: '^app/', pathNot: '^app/(editor|ui|collab/client|collab/protocol)' },
    ),
    forbid('platform-alone', { path: '^app/platform/' }, { path: '^app/', pathNot: '^app/platform/' }),
    forbid(
      'features-use-the-index-of-others',
      { path: '^app/features/([^/]+)/' },
      {
        path: '^app/features/([^/]+)/',
        pathNot: ['^app/features/$1/', '^app/features/[^/]+/index(\\.server)?\\.ts$'],
      },
    ),
    forbid(
      'features',
      { path: '^app/features/', pathNot: test },
      { path: '^app/', pathNot: '^app/(features|ui|editor|collab/client|collab/protocol|platform)' },
    ),
    forbid(
      'shell',
      { path: '^app/shell/' },
      {
        path: '^app/',
        pathNot: '^app/(shell/|features/[^/]+/index\\.ts$|ui/|collab/client/|platform/)',
      },
      'shell: the frame around every page; features only by their index',
    ),
    forbid(
      'shell-only-in-the-root',
      { path: '^app/(?!shell/|root\\.tsx$)' },
      { path: '^app/shell/' },
      'only the root puts the frame around a page',
    ),
    forbid(
      'collab-client',
      { path: '^app/collab/client/' },
      { path: '^app/', pathNot: '^app/collab/(client|protocol|yjs-id-fields|state-vectors)' },
    ),
    forbid(
      'protocol-alone',
      { path: '^app/collab/protocol' },
      { path: '^app/', pathNot: '^app/collab/protocol' },
    ),
    forbid(
      'collab-server',
      { path: '^app/collab/server/', pathNot: test },
      {
        path: '^app/',
        pathNot:
          '^app/(collab/(server|protocol|yjs-id-fields|state-vectors)|editor/(?!react)|platform|features/[^/]+/index\\.server\\.ts$)',
      },
    ),
    forbid(
      'routes',
      { path: '^app/routes/' },
      {
        path: '^app/',
        pathNot:
          '^app/(features/[^/]+/(index(\\.server)?\\.tsx?$|((apply|review)/)?(ui/|schema\\.ts$))|ui|platform/(session|toast|form|parse-form|intents|address|i18n|paths|http|uploads|pictures|csv)|collab/protocol)',
      },
      'routes: features, ui, session, toast; never a Supabase client',
    ),
    forbid(
      'supabase-in-platform-and-server',
      { path: '^app/', pathNot: '^app/(platform|server)/' },
      { path: 'node_modules/@supabase/' },
    ),
    forbid(
      'service-role-by-name',
      {
        path: '^app/',
        pathNot: '^app/(collab/(server|testing)/|platform/|server/|features/[^/]+/jobs\\.server\\.ts)',
      },
      { path: '^app/platform/supabase-(service|rest)\\.server\\.ts$' },
      'every other read and write is made as the person',
    ),
    forbid('server-is-composition', { path: '^app/(?!server/)', pathNot: test }, { path: '^app/server/' }),
    forbid(
      'tests-start-the-portal',
      { path: test, pathNot: '^app/(server|collab)/' },
      { path: '^app/server/(?!testing/)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
