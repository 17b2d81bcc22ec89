/** HTTP APIs: asked once with GET, which changes nothing; what the answer holds is not looked at. */
import { incomplete, textOf } from './address.ts';
import { failureOfStatus, httpClient, httpPlace, type HttpAnswer } from './http-request.ts';
import { ProbeFailure, type Probe, type Target } from './model.ts';

export const httpProbe: Probe = {
  depth: 'login',
  endpoints: (target) => [httpPlace(urlOf(target).href)],
  async open(target, steps) {
    const url = urlOf(target);
    const client = httpClient(url.href, true, steps);
    try {
      const answer = await client.ask({ url: url.href, headers: headersOf(target), statusOnly: true });
      const { server } = answer.headers;
      return {
        server: typeof server === 'string' ? server : undefined,
        permission: async () => judge(answer, target),
        close: client.close,
      };
    } catch (error) {
      client.close();
      throw error;
    }
  },
};

function urlOf({ config, secrets }: Target): URL {
  const text = textOf(config.url) ?? '';
  if (!URL.canParse(text)) throw incomplete('has a URL that cannot be read');
  const url = new URL(text);
  const name = textOf(config.apiKeyName);
  if (config.apiKeyIn === 'param' && name !== null && secrets.apiKey) url.searchParams.set(name, secrets.apiKey);
  return url;
}

function headersOf({ config, secrets }: Target): Record<string, string> {
  const name = textOf(config.apiKeyName);
  const isHeader = config.apiKeyIn === undefined || config.apiKeyIn === 'header';
  return {
    ...(secrets.authorization ? { authorization: secrets.authorization } : {}),
    ...(secrets.cookie ? { cookie: secrets.cookie } : {}),
    ...(isHeader && name !== null && secrets.apiKey ? { [name]: secrets.apiKey } : {}),
  };
}

/** A job may ask otherwise than with GET: only what speaks of the login and of a broken server is a failure. */
function judge({ status }: HttpAnswer, { config }: Target): string | undefined {
  const failure =
    status === 401 || status === 403 || status === 407 || status >= 500 ? failureOfStatus(status) : undefined;
  if (failure !== undefined) throw new ProbeFailure(failure);
  if (status >= 300) return `GET is answered with status ${status}; the request of a job may be answered otherwise`;
  return config.apiKeyIn === 'body' ? 'The API key was not tried: GET has no body to carry it' : undefined;
}
