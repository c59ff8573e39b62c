// @y/websocket-server as it starts itself: in memory. PORT, HOST.
await import('@y/websocket-server/server');
console.log('ready');
