const secretWords =
  /pass(?:(?:word|wd|phrase|code)s?)?\d*$|(?:pwd|pswd|psw)s?\d*$|(?:^|[._-])pw\d*$|secret|token$|(?:^|[._-]|access|auth|bearer|refresh|api|session)tokens$|sas[._-](?:fixed[._-])?token|access[._-]?(?:key|id)|private[._-]?key$|key[._-]?store[._-]?key$|account[._-]?key(?:$|\.)|(?:ssh|encryption|signing|signature|shared|master|hmac)[._-]?key$|(?:^|[._-])(?:jwt|bearer)$|credential|jaas|authorization|(?:^|[._-])x[._-]auth$|auth[._-]?user[._-]?info$|(?:api|auth|subscription|functions?)[._-]?key|cookie$|^(?:密码|口令|密钥)$/i;
/** In the middle of a word, or in lower case, these letters mean other things (surrogate keys, task names …). */
const shortWords = /[a-z\d]P[Ww]\d*$|^(?:ak|sk|AK|SK)$/;

/** Whether a key names something that must not be shown: password, accessKey, sasl.jaas.config, sk … */
export function isSecretName(name: string): boolean {
  return secretWords.test(name) || shortWords.test(name);
}
