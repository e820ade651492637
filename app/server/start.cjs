// What `npm start` runs. Plain CommonJS on purpose: it must run on any Node to say that the Node is too old, and it sets
// what a process cannot set for itself any more once it has begun: it then becomes the portal, under the same number.
require('./check-node.cjs')
var path = require('node:path')
var settings = require('./start-settings.cjs')

var program = path.join(__dirname, 'start.ts')
var given = process.argv.slice(2)
if (process.execve && process.platform !== 'win32') {
  process.execve(
    process.execPath,
    [process.execPath].concat(settings.flags, program, given),
    settings.environment(),
  )
}
// Where a process cannot become another, the portal runs as well and takes a little more memory.
Object.assign(process.env, settings.environment())
import(require('node:url').pathToFileURL(program).href)
