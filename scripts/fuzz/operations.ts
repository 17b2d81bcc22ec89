/** The operations of an OpenAPI document, as the driver needs them. */

export interface Content {
  readonly type: string;
  readonly schema: Schema;
  readonly example: unknown;
}

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Answer {
  readonly status: string;
  readonly contents: readonly Content[];
}

/** What the document itself has below a path and method. */
interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: (Content & { readonly required: boolean }) | undefined;
  readonly answers: readonly Answer[];
  readonly operation: Described;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function operationsOf(document: Readonly<Record<string, unknown>>): Operation[] {
  const paths = (document['paths'] ?? {}) as Readonly<Record<string, Readonly<Record<string, Described>>>>;
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const [body] = contentsOf(operation.requestBody?.content);
      return [
        {
          id: operation.operationId ?? '',
          method: method.toUpperCase() as Operation['method'],
          path,
          parameters: operation.parameters ?? [],
          body: body === undefined ? undefined : { ...body, required: operation.requestBody?.required === true },
          answers: Object.entries(operation.responses ?? {}).map(([status, { content }]) => ({
            status,
            contents: contentsOf(content),
          })),
          operation,
        },
      ];
    }),
  );
}

function contentsOf(content: Readonly<Record<string, Media>> | undefined): Content[] {
  return Object.entries(content ?? {}).map(([type, { schema = {}, example }]) => ({ type, schema, example }));
}
