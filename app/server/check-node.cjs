// CommonJS in the oldest of grammars on purpose: it must run on any Node to say that the Node is too old.
var parts = process.versions.node.split('.').map(Number)
// The first of each line to run TypeScript as it stands.
var first = { 22: 18, 23: 6 }[parts[0]] || 0
if (parts[0] < 22 || parts[1] < first) {
  var sentence =
    'The portal needs Node 22.18, 23.6 or newer and this is ' +
    process.versions.node +
    ': run "npm ci" again with install scripts allowed (it brings Node 24 with it), or install Node 24.'
  console.error(sentence)
  process.exit(1)
}
