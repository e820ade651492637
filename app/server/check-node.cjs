// Plain CommonJS on purpose: it must run on any Node to say that the Node is too old.
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18)) {
  console.error(
    'The portal needs Node 22.18 or newer and this is ' +
      process.versions.node +
      ': run "npm ci" again with install scripts allowed (it brings Node 24 with it), or install Node 24.',
  )
  process.exit(1)
}
