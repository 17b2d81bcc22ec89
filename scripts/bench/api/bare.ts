/** A Fastify server that knows nothing: it answers each path with the bytes that it was sent for it. */
import Fastify from 'fastify';

process.once('message', (message) => {
  const app = Fastify();
  for (const [path, body] of Object.entries(message as Record<string, string>)) {
    app.get(path, (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  }
  void app.listen({ host: '127.0.0.1', port: 0 }).then((address) => process.send?.({ address }));
});
process.once('disconnect', () => process.exit(0));
