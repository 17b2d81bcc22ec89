import { REDACTED } from '../core/redact.ts';
import { isSecretName } from './import/secret-names.ts';

/** A JSON document in a URL's encoding, which is how Chunjun's Main prints its arguments. */
const encodedDocument = /%7B(?:%22|%0A|%5C|\+|%20)[^\s,\]]*/gi;
/** `"name":"value"`, also with its quotes escaped, as in a document inside a JSON string; those in the value have more. */
const member = /(\\*")([\w.-]{1,80})\1(\s*:\s*)\1[^\n]{0,4096}?(?<!\\)\1/g;
/** `name=value` of an address, a properties file or a printed map. */
const setting = /(?<![\w.-])([\w.-]{1,80})=([^\s,;&"'})\]]+)/g;

/**
 * Takes out of the log of a cluster what may be a secret of anybody who submits to it: jobs that are not the gateway's, or
 * of other runs, print theirs there too. What is known to be a secret is for core/redact.ts.
 */
export function maskLog(text: string): string {
  return text
    .replace(encodedDocument, REDACTED)
    .replace(member, (whole: string, quote: string, name: string, colon: string) =>
      isSecretName(name) ? `${quote}${name}${quote}${colon}${quote}${REDACTED}${quote}` : whole,
    )
    .replace(setting, (whole: string, name: string) => (isSecretName(name) ? `${name}=${REDACTED}` : whole));
}
