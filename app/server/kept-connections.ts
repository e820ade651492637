/**
 * How long an idle connection is kept, for the portal's server and the embedded database's. Proxies drop theirs after a
 * minute, most programs sooner. Node's own five seconds are shorter than that, and a request that sets out in the moment in
 * which they are over is cut off.
 */
export const keptConnections = { keepAliveTimeout: 75_000 }
