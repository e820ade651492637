// What must be set before the portal's process begins (decision 007). Plain CommonJS, as start.cjs is.
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
