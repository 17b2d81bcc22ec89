/** S3 and what speaks its protocol. */
import { textOf } from './address.ts';
import { failureOfStatus, httpClient, httpPlace, type HttpAnswer, type HttpClient } from './http-request.ts';
import { ProbeFailure, type Failure, type Probe, type Target } from './model.ts';

export const s3Probe: Probe = {
  depth: 'login',
  load: () => import('aws4fetch'),
  endpoints: (target) => [httpPlace(endpointOf(target))],
  async open(target, steps) {
    const client = httpClient(endpointOf(target), true, steps);
    try {
      // The keys are judged here; what they may do is the next stage.
      const answer = await list(client, target);
      const failure = failureOf(answer, target);
      if (failure?.stage === 'login') throw new ProbeFailure(failure);
      const { server } = answer.headers;
      return {
        server: typeof server === 'string' ? server : undefined,
        async permission() {
          if (failure !== undefined) throw new ProbeFailure(failure);
          return undefined;
        },
        close: client.close,
      };
    } catch (error) {
      client.close();
      throw error;
    }
  },
};

const regionOf = ({ config }: Target): string => textOf(config.region) ?? 'cn-north-1';

function endpointOf(target: Target): string {
  const scheme = target.config.Protocol === 'HTTPS' ? 'https' : 'http';
  const region = regionOf(target);
  const usual = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const endpoint = textOf(target.config.endpoint) ?? usual;
  return (/^https?:\/\//i.test(endpoint) ? endpoint : `${scheme}://${endpoint}`).replace(/\/+$/, '');
}

async function list(client: HttpClient, target: Target): Promise<HttpAnswer> {
  const { AwsClient } = await import('aws4fetch');
  const { accessKey = '', secretKey = '' } = target.secrets;
  const aws = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region: regionOf(target),
    retries: 0,
  });
  const bucket = encodeURIComponent(textOf(target.config.bucket) ?? '');
  const request = await aws.sign(`${endpointOf(target)}/${bucket}?list-type=2&max-keys=1`, { method: 'GET' });
  return client.ask({ url: request.url, headers: Object.fromEntries(request.headers) });
}

function failureOf(answer: HttpAnswer, { config }: Target): Failure | undefined {
  if (answer.status === 200 && /<ListBucketResult/.test(answer.text)) return undefined;
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(answer.text)?.[1] ?? '';
  const says = ` (it says: ${code})`;
  switch (code) {
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'InvalidToken':
    case 'AuthorizationHeaderMalformed':
      return {
        code: 'login_refused',
        stage: 'login',
        reason: `The server refuses these keys${says}`,
        remedy: 'Check access key, secret key and region.',
      };
    case 'RequestTimeTooSkewed':
      return {
        code: 'login_refused',
        stage: 'login',
        reason: 'The clocks of the gateway and of the server differ too much',
        remedy: 'Set both by NTP.',
      };
    case 'NoSuchBucket':
      return {
        code: 'unknown_database',
        stage: 'permission',
        reason: `There is no bucket ${textOf(config.bucket) ?? ''}`,
        remedy: 'Check the name of the bucket, and the region.',
      };
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return {
        code: 'permission_denied',
        stage: 'permission',
        reason: `The keys have no right to list the bucket${says}`,
        remedy: 'Allow s3:ListBucket, s3:GetObject and, for writing, s3:PutObject.',
      };
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
      return {
        code: 'query_failed',
        stage: 'permission',
        reason: 'The bucket is in another region',
        remedy: 'Correct region or endpoint.',
      };
    default:
  }
  const failure = failureOfStatus(answer.status, code);
  if (failure !== undefined) return { ...failure, stage: failure.stage ?? 'permission' };
  return {
    code: 'not_understood',
    stage: 'login',
    reason: 'Something answers HTTP there, but it is not S3',
    remedy: 'Check the endpoint.',
  };
}
