import { Type, type Static } from 'typebox';
import type { DocumentNode } from '../validate/document-node.ts';

/** What became of one part of the source: an entry stands for its pointer and everything below it. */
export const ReportEntrySchema = Type.Object(
  {
    pointer: Type.String({ description: 'RFC 6901 pointer into the source document.' }),
    outcome: Type.Enum(['mapped', 'approximated', 'dropped', 'refused'], {
      description: 'refused: no version was made.',
    }),
    message: Type.String(),
    remedy: Type.Optional(Type.String()),
  },
  { $id: 'ImportReportEntry' },
);
export type ReportEntry = Static<typeof ReportEntrySchema>;
export type Outcome = ReportEntry['outcome'];

/** Collects what became of the source. Messages name keys, plugins and columns, never values: one could be a secret. */
export interface ImportReport {
  /** The latest word on a node counts, and a word on a part counts for that part more than one on the whole. */
  note(node: DocumentNode, outcome: Outcome, message: string, remedy?: string): void;
  isRefused(): boolean;
  /** In the source's order; every leaf below `root` is covered by exactly one entry. */
  entries(root: DocumentNode): ReportEntry[];
}

type Said = Omit<ReportEntry, 'pointer'>;

const unknownPart: Said = { outcome: 'dropped', message: 'There is no counterpart to this in a version.' };

const emptyPart: Said = { outcome: 'dropped', message: 'Is empty.' };

export function createImportReport(): ImportReport {
  const said = new Map<string, Said>();
  return {
    note(node, outcome, message, remedy) {
      said.set(node.pointer, { outcome, message, ...(remedy === undefined ? {} : { remedy }) });
    },
    isRefused: () => [...said.values()].some(({ outcome }) => outcome === 'refused'),
    entries(root) {
      // Every pointer above a noted one: those nodes have to be taken apart.
      const above = new Set<string>();
      for (const pointer of said.keys()) {
        for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
          above.add(pointer.slice(0, end));
          if (end === 0) break;
        }
      }
      const found = new Map<string, ReportEntry>();
      const visit = (node: DocumentNode, inherited: Said | undefined) => {
        const own = said.get(node.pointer) ?? inherited;
        const parts = [...node.members.map(({ value }) => value), ...node.items];
        if (above.has(node.pointer) && parts.length > 0) for (const part of parts) visit(part, own);
        else {
          const isEmpty = parts.length === 0 && (node.kind === 'object' || node.kind === 'array');
          found.set(node.pointer, { pointer: node.pointer, ...(own ?? (isEmpty ? emptyPart : unknownPart)) });
        }
      };
      visit(root, undefined);
      return [...found.values()];
    },
  };
}
