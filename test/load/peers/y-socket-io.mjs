// y-socket.io without its LevelDB: in memory. PORT.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { YSocketIO } from 'y-socket.io/dist/server';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, transports: ['websocket'] });
new YSocketIO(io).initialize();
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
