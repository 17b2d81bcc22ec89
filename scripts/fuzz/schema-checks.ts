import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** What is wrong with a value, in words; null: nothing. */
export type Check = (value: unknown) => string | null;

/**
 * Checks against schemas of an OpenAPI 3.1 document. Formats are notes for readers there: what they ask for is asked
 * for by the handlers.
 */
export function createSchemaChecks(document: Readonly<Record<string, unknown>>): (schema: unknown) => Check {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, inlineRefs: false });
  ajv.addSchema({ $id: 'document', components: document['components'] });
  const known = new WeakMap<object, ValidateFunction>();
  return (schema) => {
    const one = schema as object;
    return (value) => {
      // Compiled when it is needed for the first time: a document has hundreds, and most runs see few of them.
      const validate = known.get(one) ?? ajv.compile(standingAlone(one));
      known.set(one, validate);
      return validate(value) ? null : ajv.errorsText(validate.errors, { separator: '; ' }).slice(0, 600);
    };
  };
}

/** Its references point into the document, wherever it stands itself. */
function standingAlone(schema: object): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
  return JSON.parse(text) as object;
}
