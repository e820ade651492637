// What must be set before the portal's process begins (decision 007). CommonJS, read once the Node is known to do.
var path = require('node:path')

/** Node's own options. */
exports.flags = ['--max-semi-space-size=4']

/** Environment variables; what the operator has set stays. */
exports.environment = function () {
  return {
    NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/compiled'),
    MALLOC_ARENA_MAX: '2',
    ...process.env,
  }
}

/** Where a process cannot become another, the portal runs as well and takes a little more memory. */
exports.beginHere = function (program) {
  Object.assign(process.env, exports.environment())
  import(require('node:url').pathToFileURL(program).href)
}
