// What `npm start` runs. CommonJS in the oldest of grammars: it must run on any Node to say that the Node is too old, and it sets
// what a process cannot set for itself any more once it has begun: it then becomes the portal, under the same number.
require('./check-node.cjs')
var path = require('node:path')
var settings = require('./start-settings.cjs')

var program = path.join(__dirname, 'start.ts')
var given = process.argv.slice(2)
if (process.execve && process.platform !== 'win32') {
  var command = [process.execPath].concat(settings.flags, program, given)
  process.execve(process.execPath, command, settings.environment())
}
settings.beginHere(program)
