import { titlesZh } from '../core/error-titles-zh.ts';
import { errorTable, type GatewayError } from '../core/errors.ts';
import type { Language } from './language.ts';

/** An error as the API tells it (RFC 9457), without the request's part. `detail` and `remedy` are English. */
export function viewProblem(error: GatewayError, language: Language = 'en') {
  const { status, title } = errorTable[error.code];
  return {
    type: `urn:gateway:error:${error.code}`,
    title: language === 'zh' ? titlesZh[error.code] : title,
    status,
    code: error.code,
    detail: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.errors.length === 0 ? {} : { errors: [...error.errors] }),
    ...(Object.keys(error.facts).length === 0 ? {} : { facts: error.facts }),
  };
}
