/** Whether a key names something that must not be shown: password, accessKey, sasl.jaas.config … */
export function isSecretName(name: string): boolean {
  return /pass(?:word|wd|phrase)?$|pwd$|secret|token$|access[._-]?(?:key|id)|private[._-]?key$|credential|jaas|authorization|api[._-]?key|cookie$/i.test(
    name,
  );
}
