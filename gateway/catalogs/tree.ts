import { GatewayError } from '../core/errors.ts';
import type { Folder } from './catalog-store.ts';
import type { FolderView, ResourceCounts } from './schemas.ts';

type Tree = readonly Folder[];

/** Throws `not_found`. */
export function folderOf(tree: Tree, id: string): Folder {
  const folder = tree.find((one) => one.id === id);
  if (folder === undefined) throw new GatewayError('not_found', `There is no folder ${id}`);
  return folder;
}

/** In their order. */
export function childrenOf(tree: Tree, parentId: string | null): readonly Folder[] {
  return tree.filter((folder) => folder.parentId === parentId);
}

/** The folders from the top down to this one. */
export function wayTo(tree: Tree, id: string): readonly Folder[] {
  const byId = new Map(tree.map((folder) => [folder.id, folder]));
  const way: Folder[] = [];
  for (let at = byId.get(id); at !== undefined && way.length <= tree.length; at = byId.get(at.parentId ?? '')) {
    way.unshift(at);
  }
  return way;
}

/** 1: at the top. */
export const depthOf = (tree: Tree, id: string): number => wayTo(tree, id).length;

/** Everything below, each folder before its children. */
export function descendantsOf(tree: Tree, id: string): readonly Folder[] {
  return inOrder(groupedByParent(tree), id);
}

/** The whole tree as a list in the order in which it is shown, with counts. */
export function viewTree(tree: Tree, counts: ReadonlyMap<string | null, ResourceCounts>): FolderView[] {
  const groups = groupedByParent(tree);
  const views = new Map<string, FolderView>();
  for (const folder of inOrder(groups, null)) {
    const above = folder.parentId === null ? undefined : views.get(folder.parentId);
    const own = counts.get(folder.id) ?? { job: 0, datasource: 0 };
    views.set(folder.id, {
      id: folder.id,
      parentId: folder.parentId,
      name: folder.name,
      position: folder.position,
      depth: (above?.depth ?? 0) + 1,
      path: [...(above?.path ?? []), folder.name],
      folders: groups.get(folder.id)?.length ?? 0,
      resources: { own, total: { ...own } },
      createdAt: folder.createdAt.toISOString(),
      updatedAt: folder.updatedAt.toISOString(),
      createdBy: folder.createdBy,
    });
  }
  const list = [...views.values()];
  // From the last to the first every folder comes before its parent.
  for (const { parentId, resources } of list.toReversed()) {
    const above = parentId === null ? undefined : views.get(parentId)?.resources.total;
    if (above === undefined) continue;
    above.job += resources.total.job;
    above.datasource += resources.total.datasource;
  }
  return list;
}

function groupedByParent(tree: Tree): ReadonlyMap<string | null, Folder[]> {
  const groups = new Map<string | null, Folder[]>();
  for (const folder of tree) {
    const group = groups.get(folder.parentId);
    if (group === undefined) groups.set(folder.parentId, [folder]);
    else group.push(folder);
  }
  return groups;
}

function inOrder(groups: ReadonlyMap<string | null, readonly Folder[]>, parentId: string | null): Folder[] {
  return (groups.get(parentId) ?? []).flatMap((folder) => [folder, ...inOrder(groups, folder.id)]);
}
