/** FTP and SFTP, which are one type of data source. */
import type { Client as SshClient } from 'ssh2';
import { incomplete, parseHosts, textOf } from './address.ts';
import { lost, serverSays } from './failures.ts';
import { type Endpoint, type Failure, type Probe, type Session, type Steps, type Target } from './model.ts';
import { destroyOnAbort, dial, followSocket } from './socket.ts';

const isSftp = ({ config }: Target): boolean => config.protocol === 'sftp';

export const ftpProbe: Probe = {
  depth: 'login',
  load: (target) => (isSftp(target) ? import('ssh2') : import('basic-ftp')),
  endpoints: (target) => [placeOf(target)],
  open: (target, steps) => (isSftp(target) ? openSftp(target, steps) : openFtp(target, steps)),
  explain,
};

function placeOf(target: Target): Endpoint {
  const host = textOf(target.config.host);
  if (host === null) throw incomplete('names no host');
  const [place] = parseHosts(
    host.includes(':') && !host.startsWith('[') ? `[${host}]` : host,
    isSftp(target) ? 22 : 21,
  );
  const { port } = target.config;
  return { host: place?.host ?? host, port: typeof port === 'number' ? port : (place?.port ?? 21) };
}

async function openFtp(target: Target, steps: Steps): Promise<Session> {
  const { Client } = await import('basic-ftp');
  const { host, port } = placeOf(target);
  steps.skip('tls', 'The type knows no FTP over TLS');
  const client = new Client(0);
  client.ftp.encoding = /latin|8859-1/i.test(textOf(target.config.controlEncoding) ?? '') ? 'latin1' : 'utf8';
  const close = () => client.close();
  const connecting = client.connect(host, port);
  const { socket } = client.ftp;
  followSocket(socket, host, steps);
  socket.once('connect', () => steps.enter('login'));
  destroyOnAbort({ destroy: close }, steps.signal);
  try {
    const { message } = await connecting;
    await client.login(textOf(target.config.username) ?? 'anonymous', target.secrets.password ?? 'guest');
    return {
      server: message.replace(/^\d{3}[ -]/, '').split('\n')[0],
      async permission() {
        await client.pwd();
        if (target.config.connectPattern === 'PORT') return 'Active mode is not tried: no list was read';
        // Over a connection of its own: what firewalls and NAT get wrong with FTP.
        await client.list();
        return undefined;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function openSftp(target: Target, steps: Steps): Promise<Session> {
  const { Client } = (await import('ssh2')).default;
  steps.skip('tls', 'SSH encrypts by itself; the key of the host is not compared with a known one');
  const username = textOf(target.config.username) ?? '';
  const { password } = target.secrets;
  const sock = await dial(placeOf(target), steps);
  if (password === undefined && textOf(target.config.privateKeyPath) !== null) {
    // The file is on the TaskManagers, not here; one here must not be readable by whoever writes its path.
    const reason = 'The private key lies on the TaskManagers: the login cannot be tried from here';
    for (const stage of ['login', 'permission'] as const) steps.skip(stage, reason);
    return { permission: async () => undefined, close: () => void sock.destroy() };
  }
  steps.enter('login');
  const client = new Client();
  const close = () => {
    client.end();
    sock.destroy();
  };
  destroyOnAbort({ destroy: close }, steps.signal);
  let server: string | undefined;
  await new Promise<void>((done, fail) => {
    client.once('ready', done);
    client.once('error', fail);
    client.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    client.once('greeting', (text) => (server = text));
    // Servers often offer the password as an answer to a question only.
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, answer) =>
      answer(prompts.map(() => password ?? '')),
    );
    client.connect({ sock, username, password: password ?? '', tryKeyboard: true, readyTimeout: 0 });
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  client.on('error', () => undefined);
  return { server, permission: () => listHome(client), close };
}

function listHome(client: SshClient): Promise<undefined> {
  return new Promise((done, fail) => {
    client.sftp((noSftp, sftp) => {
      if (noSftp !== undefined) {
        fail(Object.assign(new Error(noSftp.message), { level: 'sftp' }));
        return;
      }
      sftp.realpath('.', (noPath, path) => {
        if (noPath !== undefined) return fail(noPath);
        sftp.opendir(path, (noDirectory, handle) => {
          if (noDirectory !== undefined) return fail(noDirectory);
          sftp.close(handle, () => done(undefined));
        });
      });
    });
  });
}

const refused = (error: unknown): Failure => ({
  code: 'login_refused',
  stage: 'login',
  reason: `The server refuses this user and password${serverSays(error)}`,
  remedy: 'Check user and password, and that the server takes passwords at all.',
});
const denied = (error: unknown): Failure => ({
  code: 'permission_denied',
  stage: 'permission',
  reason: `The user may not list the directory after the login${serverSays(error)}`,
  remedy: 'Allow the user to list the directory; for FTP, open the passive ports of the server as well.',
});

function explain(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('level' in error) {
    if (error.level === 'client-authentication') return refused(error);
    if (error.level === 'sftp') return { ...denied(error), reason: 'The server offers SSH, but no SFTP' };
    if (error.level === 'handshake' || error.level === 'protocol') {
      const reason = `The SSH handshake failed${serverSays(error)}`;
      const remedy = 'Check that the port belongs to an SSH server whose algorithms are still in use.';
      return { code: 'not_understood', stage: 'login', reason, remedy };
    }
    return undefined;
  }
  // FTPError of basic-ftp: the code of the reply.
  if (error.name === 'FTPError' && 'code' in error && typeof error.code === 'number') {
    if (error.code === 530 || error.code === 430 || error.code === 332) return refused(error);
    if (error.code === 421) {
      const remedy = 'Try again later, or raise the limits of the server.';
      return { code: 'too_many_connections', reason: `The server takes no more users${serverSays(error)}`, remedy };
    }
    if (error.code >= 400) return denied(error);
  }
  if (/FIN packet|closed connection|User closed client|Socket closed/.test(error.message)) return lost;
  // Status words of the SFTP protocol.
  if (
    'code' in error &&
    typeof error.code === 'number' &&
    /permission denied|no such file|failure/i.test(error.message)
  ) {
    return denied(error);
  }
  return undefined;
}
