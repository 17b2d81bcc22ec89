import { GatewayError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { CountInside, Folder, TreeChange } from './catalog-store.ts';
import { deepestFolder, mostFolders, type FolderInput, type FolderMove, type FolderOrder } from './schemas.ts';
import type { FolderRemoval } from './schemas.ts';
import { childrenOf, depthOf, descendantsOf, folderOf } from './tree.ts';

type Tree = readonly Folder[];
type Change<T> = Promise<{ change: TreeChange; result: T }>;

/** Throws `not_found` for a parent that is none, `name_taken`, `tree_too_deep`, `limit_reached`. Gives the new id. */
export async function createFolder(tree: Tree, input: FolderInput, who: string): Change<string> {
  const parentId = existing(tree, input.parentId ?? null, '/parentId');
  if (tree.length >= mostFolders) {
    throw new GatewayError('limit_reached', `There are ${mostFolders} folders, and there can be no more`, {
      remedy: 'Delete folders that are not needed.',
    });
  }
  assertDepth(tree, parentId, 1);
  assertFree(tree, parentId, input.name, null);
  const siblings = childrenOf(tree, parentId);
  const position = Math.min(input.position ?? siblings.length, siblings.length);
  const create = { id: newId(), parentId, name: input.name.normalize('NFC'), position, createdBy: who };
  return { change: { create, shift: shiftsTo(inserted(siblings, position)) }, result: create.id };
}

/** Throws `not_found`, `name_taken`. */
export async function renameFolder(tree: Tree, id: string, name: string): Change<void> {
  const folder = folderOf(tree, id);
  assertFree(tree, folder.parentId, name, id);
  return { change: { set: { id, name: name.normalize('NFC') } }, result: undefined };
}

/** Throws `not_found`, `tree_cycle` for a place below itself, `tree_too_deep`, `name_taken`. */
export async function moveFolder(tree: Tree, id: string, move: FolderMove): Change<void> {
  const folder = folderOf(tree, id);
  const parentId = existing(tree, move.parentId, '/parentId');
  const below = descendantsOf(tree, id);
  if (parentId === id || below.some((inner) => inner.id === parentId)) {
    throw new GatewayError('tree_cycle', `The folder ${folder.name} cannot go into itself or a folder below it`, {
      errors: [{ pointer: '/parentId', detail: 'is the folder itself or below it' }],
      remedy: 'Move the folder below out of it first.',
    });
  }
  const height = Math.max(...[folder, ...below].map((inner) => depthOf(tree, inner.id))) - depthOf(tree, id) + 1;
  assertDepth(tree, parentId, height);
  assertFree(tree, parentId, folder.name, id);
  const others = childrenOf(tree, parentId).filter((sibling) => sibling.id !== id);
  const position = Math.min(move.position ?? others.length, others.length);
  const left = parentId === folder.parentId ? [] : childrenOf(tree, folder.parentId).filter((one) => one.id !== id);
  const arrived = [...others.slice(0, position), folder, ...others.slice(position)];
  return {
    change: {
      ...(parentId === folder.parentId ? {} : { set: { id, parentId } }),
      shift: [...shiftsTo(left), ...shiftsTo(arrived)],
    },
    result: undefined,
  };
}

/** Throws `not_found`, `conflict` when the list is not exactly the children of the parent. */
export async function orderFolders(tree: Tree, { parentId, children }: FolderOrder): Change<void> {
  const present = childrenOf(tree, existing(tree, parentId, '/parentId'));
  const byId = new Map(present.map((folder) => [folder.id, folder]));
  const strange = children.filter((id) => !byId.has(id));
  const forgotten = present.filter(({ id }) => !children.includes(id));
  if (strange.length > 0 || forgotten.length > 0) {
    throw new GatewayError('conflict', 'The list is not exactly the folders that are there', {
      errors: [
        ...strange.slice(0, 10).map((id) => ({
          pointer: `/children/${children.indexOf(id)}`,
          detail: 'is not a child of this folder (any more)',
        })),
        ...forgotten.slice(0, 10).map(({ id }) => ({ pointer: '/children', detail: `lacks ${id}` })),
      ],
      remedy: 'Read the tree again: somebody changed it.',
    });
  }
  const ordered = children.flatMap((id) => byId.get(id) ?? []);
  return { change: { shift: shiftsTo(ordered) }, result: undefined };
}

/** Throws `not_found`, `not_empty` with what is in it unless `cascade`. */
export async function removeFolder(
  tree: Tree,
  inside: CountInside,
  { id, cascade }: { id: string; cascade: boolean },
): Change<FolderRemoval> {
  const folder = folderOf(tree, id);
  const below = descendantsOf(tree, id);
  const ids = [id, ...below.map((inner) => inner.id)];
  const unfiled = await inside(ids);
  if (!cascade && (below.length > 0 || unfiled.job + unfiled.datasource > 0)) {
    throw new GatewayError(
      'not_empty',
      `The folder ${folder.name} holds ${below.length} folders, ${unfiled.job} jobs and ${unfiled.datasource} data sources`,
      {
        remedy: 'Empty it first, or delete it with ?cascade=true: jobs and data sources are kept, in no folder.',
        facts: {
          folders: below.length,
          job: unfiled.job,
          datasource: unfiled.datasource,
          names: childrenOf(tree, id)
            .slice(0, 20)
            .map(({ name }) => name),
        },
      },
    );
  }
  const others = childrenOf(tree, folder.parentId).filter((sibling) => sibling.id !== id);
  return {
    change: { remove: ids.toReversed(), shift: shiftsTo(others) },
    result: { folders: ids.length, unfiled },
  };
}

function existing(tree: Tree, id: string | null, pointer: string): string | null {
  if (id !== null && !tree.some((folder) => folder.id === id)) {
    throw new GatewayError('not_found', `There is no folder ${id}`, {
      errors: [{ pointer, detail: 'names no folder' }],
    });
  }
  return id;
}

function assertDepth(tree: Tree, parentId: string | null, height: number): void {
  const above = parentId === null ? 0 : depthOf(tree, parentId);
  if (above + height <= deepestFolder) return;
  throw new GatewayError('tree_too_deep', `The tree would be ${above + height} folders deep`, {
    errors: [{ pointer: '/parentId', detail: `leads deeper than ${deepestFolder} folders` }],
    facts: { deepest: deepestFolder },
  });
}

/** As every engine may compare names: whatever the case, and however an accent is written. */
const alike = (name: string): string => name.normalize('NFC').toLowerCase();

function assertFree(tree: Tree, parentId: string | null, name: string, exceptId: string | null): void {
  const taken = childrenOf(tree, parentId).find((one) => one.id !== exceptId && alike(one.name) === alike(name));
  if (taken === undefined) return;
  throw new GatewayError('name_taken', `There is a folder ${taken.name} in the same place already`, {
    errors: [{ pointer: '/name', detail: 'is taken' }],
  });
}

/** How far each has to go so that the list's order is the order of positions, from 0 and without gaps. */
function shiftsTo(ordered: readonly (Folder | null)[]): { id: string; by: number }[] {
  return ordered.flatMap((folder, index) =>
    folder === null || folder.position === index ? [] : [{ id: folder.id, by: index - folder.position }],
  );
}

/** With a gap where a new one will be. */
function inserted(siblings: readonly Folder[], position: number): (Folder | null)[] {
  return [...siblings.slice(0, position), null, ...siblings.slice(position)];
}
